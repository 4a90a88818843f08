import { useLingui } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import { useCommand } from '@/lib/commands';
import { createStore } from '@/lib/event-store';
import { IconButton } from './button';

type Way = { label: string; take: () => void };
type Options = { urgent?: boolean; undo?: () => void; way?: Way };
type Toast = Options & { id: number; text: string; urgent: boolean };

const MAX_TOASTS = 3;
const STAY_MS = 8_000;
const store = createStore<Toast[]>([]);
let lastId = 0;

/** Says the result of an action whose place is off the screen; the answer takes it back, `way` leads on. */
export function toast(text: string, options: Options = {}): () => void {
  lastId += 1;
  const id = lastId;
  store.set([...store.get(), { urgent: false, ...options, id, text }].slice(-MAX_TOASTS));
  scheduleRemoval(id);
  return () => dismiss(id);
}

/** Nothing is said any more: the next page begins without. */
export function dismissAll(): void {
  store.set([]);
}

function scheduleRemoval(id: number): void {
  setTimeout(() => {
    const element = document.querySelector(`[data-toast="${id}"]`);
    if (element?.matches(':hover, :focus-within')) scheduleRemoval(id);
    else dismiss(id);
  }, STAY_MS);
}

function dismiss(id: number): void {
  store.set(store.get().filter((item) => item.id !== id));
}

function undo(item: Toast | undefined): boolean {
  if (!item?.undo) return false;
  dismiss(item.id);
  item.undo();
  return true;
}

function follow({ id, way }: Toast): void {
  dismiss(id);
  way?.take();
}

/** Below the list, or on a phone above the answer: in the way of neither what is written nor what is pressed. */
export function Toasts() {
  const { t } = useLingui();
  const toasts = useSyncExternalStore(store.subscribe, store.get);
  useCommand('undo', () => undo(toasts.findLast((item) => item.undo)));
  const list = (urgent: boolean) =>
    toasts
      .filter((item) => item.urgent === urgent)
      .map((item) => (
        <div
          key={item.id}
          data-toast={item.id}
          className="pointer-events-auto flex items-center gap-2 rounded-lg bg-ink py-1.5 pr-1.5 pl-4 text-panel shadow-float"
        >
          <span className="flex-1">{item.text}</span>
          {item.undo ? (
            <ToastButton label={t`Отменить`} hint="Z" onClick={() => undo(item)} />
          ) : item.way ? (
            <ToastButton label={item.way.label} onClick={() => follow(item)} />
          ) : null}
          <IconButton
            icon="close"
            label={t`Скрыть`}
            size={16}
            className="text-panel hover:bg-panel/15 hover:text-panel"
            onClick={() => dismiss(item.id)}
          />
        </div>
      ));
  return (
    <div className="pointer-events-none fixed z-50 flex flex-col gap-2 phone:inset-x-4 phone:bottom-20 phone:!bottom-[calc(anchor(--answer_top,4.5rem)+0.5rem)] strip:bottom-4 strip:left-18 strip:w-72 wide:bottom-4 wide:left-60 wide:w-82">
      <div role="status" className="flex flex-col gap-2">
        {list(false)}
      </div>
      <div role="alert" className="flex flex-col gap-2">
        {list(true)}
      </div>
    </div>
  );
}

function ToastButton({ label, hint, onClick }: { label: string; hint?: string; onClick: () => void }) {
  return (
    <button
      type="button"
      title={hint}
      className="min-h-8 rounded-md px-2 font-medium underline coarse:min-h-11"
      onClick={onClick}
    >
      {label}
    </button>
  );
}

import { useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, useId, useRef } from 'react';
import { Buyer } from './buyer';
import { ChatContext } from './chat-context';
import { NotesList } from './notes-list';

export const TABS = ['order', 'product', 'buyer', 'notes'] as const;
export type Tab = (typeof TABS)[number];

type Props = { chatId: string; tab: Tab; onTab: (tab: Tab) => void; onWrite: () => void };

/** Four subjects, one at a time, each loading and failing for itself. */
export function ContextTabs({ chatId, tab, onTab, onWrite }: Props) {
  const { t } = useLingui();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const names: Record<Tab, string> = {
    order: t`Заказ`,
    product: t`Товар`,
    buyer: t`Покупатель`,
    notes: t`Заметки`,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = by === undefined ? undefined : TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length];
    if (next === undefined) return;
    event.preventDefault();
    onTab(next);
    list.current?.querySelector<HTMLElement>(`[data-tab=${next}]`)?.focus();
  };
  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label={t`Сведения`}
        onKeyDown={onKeyDown}
        className="mb-3 flex flex-wrap gap-x-1.5 border-b border-line"
      >
        {TABS.map((name, index) => (
          <button
            key={name}
            type="button"
            role="tab"
            data-tab={name}
            id={`${id}-${name}`}
            aria-selected={name === tab}
            aria-controls={`${id}-panel`}
            tabIndex={name === tab ? 0 : -1}
            title={`${names[name]} (Alt+${index + 1})`}
            onClick={() => onTab(name)}
            className={`-mb-px min-h-8 border-b-2 px-0.5 text-sm coarse:min-h-11 ${
              name === tab
                ? 'border-accent font-medium text-accent'
                : 'border-transparent text-ink2 hover:text-ink'
            }`}
          >
            {names[name]}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tab}`}>
        {tab === 'buyer' ? (
          <Buyer chatId={chatId} />
        ) : tab === 'notes' ? (
          <NotesList chatId={chatId} onWrite={onWrite} />
        ) : (
          <ChatContext chatId={chatId} about={tab} />
        )}
      </div>
    </>
  );
}

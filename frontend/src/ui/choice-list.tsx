import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';

/** Buttons one below the other in a dialog: arrows go through them, and those that come late take the focus. */
export function ChoiceList({ busy = false, children }: { busy?: boolean; children: ReactNode }) {
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    const open = list.current?.closest('dialog[open]');
    if (!busy && open && !list.current?.contains(document.activeElement)) choices(list.current)[0]?.focus();
  }, [busy]);

  const onKeyDown = (event: KeyboardEvent) => {
    const all = choices(list.current);
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all.at(to % all.length)?.focus();
  };

  return (
    <ul ref={list} aria-busy={busy} onKeyDown={onKeyDown} className="space-y-1">
      {children}
    </ul>
  );
}

function choices(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('button') ?? [])];
}

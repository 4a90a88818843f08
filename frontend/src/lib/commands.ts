import { useLayoutEffect, useRef } from 'react';

export type Command =
  | 'next'
  | 'previous'
  | 'reply'
  | 'search'
  | 'resort'
  | 'back'
  | 'help'
  | 'close'
  | 'snooze'
  | 'undo'
  | 'note'
  | 'templates'
  | 'assign'
  | 'assign-me'
  | 'select'
  | 'extend-next'
  | 'extend-previous'
  | 'context'
  | 'older'
  | 'newer'
  | 'palette'
  | 'unread'
  | 'find'
  | 'leave'
  | `view-${number}`
  | `tab-${number}`;

const target = new EventTarget();
/** What was wished while the chat it is meant for was on its way to the screen; null while none is. */
let kept: Command[] | null = null;
const OF_THE_LIST: ReadonlySet<Command> = new Set([
  'next',
  'previous',
  'extend-next',
  'extend-previous',
  'select',
  'search',
  'resort',
]);

/** A wish of the person (a key, a button elsewhere) for whoever on the screen fulfils it. True when somebody did. */
export function command(name: Command): boolean {
  if (kept !== null && !OF_THE_LIST.has(name)) {
    kept.push(name);
    return true;
  }
  return [`first ${name}`, name].some(
    (asked) => !target.dispatchEvent(new CustomEvent(asked, { cancelable: true })),
  );
}

/** Fulfils a command while mounted; return false to leave it to others. `first`: is asked before the others. */
export function useCommand(name: Command, action: () => unknown, first = false): void {
  const latest = useRef(action);
  // What is on the screen hears at once: the next key may come before the browser has painted.
  useLayoutEffect(() => {
    latest.current = action;
  });
  useLayoutEffect(() => {
    const listen = (event: Event) => {
      if (event.defaultPrevented) return;
      if (latest.current() !== false) event.preventDefault();
    };
    const asked = first ? `first ${name}` : name;
    target.addEventListener(asked, listen);
    return () => target.removeEventListener(asked, listen);
  }, [name, first]);
}

/** While a chosen chat is not open yet, what is wished of it waits for it. */
export function useKeptCommands(onItsWay: boolean): void {
  useLayoutEffect(() => {
    if (!onItsWay) return;
    kept = [];
    return () => {
      const waiting = kept ?? [];
      kept = null;
      // The chat that comes with this change hears its commands from the next moment on.
      queueMicrotask(() => waiting.forEach(command));
    };
  }, [onItsWay]);
}

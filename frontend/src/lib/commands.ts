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

/** A wish of the person (a key, a button elsewhere) for whoever on the screen fulfils it. True when somebody did. */
export function command(name: Command): boolean {
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

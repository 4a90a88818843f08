import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Where the focus goes with what holds it taken from the screen: to its message, or to all of them. */
export function useFocusLeft<T extends HTMLElement>(to: 'article' | '[role=feed]'): RefObject<T | null> {
  const box = useRef<T>(null);
  useLayoutEffect(
    () => () => {
      const leaving = box.current;
      if (leaving?.contains(document.activeElement)) leaving.closest<HTMLElement>(to)?.focus();
    },
    [to],
  );
  return box;
}

import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Where the focus goes when what holds it is taken from the screen: to what is around it, or else on the page. */
export function useFocusLeft<T extends HTMLElement>(to: string): RefObject<T | null> {
  const box = useRef<T>(null);
  useLayoutEffect(
    () => () => {
      const leaving = box.current;
      if (!leaving?.contains(document.activeElement)) return;
      (leaving.closest<HTMLElement>(to) ?? document.querySelector<HTMLElement>(to))?.focus();
    },
    [to],
  );
  return box;
}

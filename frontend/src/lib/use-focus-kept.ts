import { useLayoutEffect } from 'react';

/** When the place of this id is put together anew by something else, the focus that was in it stays with the place. */
export function useFocusKept(id: string): void {
  useLayoutEffect(
    () => () => {
      if (!document.getElementById(id)?.contains(document.activeElement)) return;
      queueMicrotask(() => document.getElementById(id)?.focus());
    },
    [id],
  );
}

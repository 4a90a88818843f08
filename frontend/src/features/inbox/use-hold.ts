import { useCallback, useEffect, useRef, useState } from 'react';

const AFTER_USE_MS = 5_000;

/** Whether the list is in use right now: the pointer is over it, or keys or fingers were on it in the last 5 s. */
export function useHold() {
  const [over, setOver] = useState(false);
  const [recent, setRecent] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const touch = useCallback(() => {
    setRecent(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setRecent(false), AFTER_USE_MS);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);

  return {
    held: over || recent,
    touch,
    handlers: {
      onPointerEnter: (event: React.PointerEvent) => setOver(event.pointerType === 'mouse'),
      onPointerLeave: () => setOver(false),
      onPointerDown: touch,
    },
  };
}

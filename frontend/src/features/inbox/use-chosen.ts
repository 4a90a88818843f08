import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const REST_MS = 100;

/**
 * The chat that is chosen in the list: its row shows it at once, and it is opened when the keys rest, so that a walk
 * along the list neither waits for conversations nor asks the server for those that are passed.
 */
export function useChosen(opened: string | null, open: (id: string) => void) {
  const [state, setState] = useState({ opened, chosen: opened });
  const sent = useRef(opened);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(open);
  // Another way led to another chat; what was chosen here and is still on its way stays chosen.
  const chosen = state.opened === opened || sent.current === opened ? state.chosen : opened;
  if (state.opened !== opened) setState({ opened, chosen });

  useLayoutEffect(() => {
    latest.current = open;
  });
  useLayoutEffect(() => {
    if (sent.current !== opened) clearTimeout(timer.current);
    sent.current = opened;
  }, [opened]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const openNow = useCallback((id: string) => {
    clearTimeout(timer.current);
    setState((state) => ({ ...state, chosen: id }));
    sent.current = id;
    latest.current(id);
  }, []);
  const openAtRest = useCallback(
    (id: string) => {
      clearTimeout(timer.current);
      setState((state) => ({ ...state, chosen: id }));
      timer.current = setTimeout(openNow, REST_MS, id);
    },
    [openNow],
  );
  return { chosen, openNow, openAtRest };
}

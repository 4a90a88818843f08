import { useCallback, useEffect, useRef, useState } from 'react';
import type { ListRow } from '../use-stable-list';

export type Selection = ReturnType<typeof useSelection>;

const NONE: ReadonlySet<string> = new Set();

/** Which chats are ticked. Another filter starts anew; `picking` lets a plain tap tick. */
export function useSelection(rows: ListRow[], source: string) {
  const [ticked, setTicked] = useState(NONE);
  const [picking, setPicking] = useState(false);
  const anchor = useRef<string | null>(null);

  const clear = useCallback(() => {
    setTicked(NONE);
    setPicking(false);
    anchor.current = null;
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter is what ends a selection
  useEffect(clear, [source, clear]);

  const toggle = (id: string) => {
    anchor.current = id;
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  /** From the last ticked row, or from the open chat, up to this one. */
  const extend = (id: string, from: string | null) => {
    const ids = rows.map((row) => row.chat.id);
    const start = ids.indexOf(anchor.current ?? from ?? id);
    const end = ids.indexOf(id);
    if (start < 0 || end < 0) return toggle(id);
    setTicked(new Set([...ticked, ...ids.slice(Math.min(start, end), Math.max(start, end) + 1)]));
  };
  const choose = (chosen: string[]) => setTicked(new Set(chosen));

  return { ticked, picking, active: picking || ticked.size > 0, setPicking, toggle, extend, choose, clear };
}

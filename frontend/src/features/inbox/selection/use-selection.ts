import { useCallback, useEffect, useRef, useState } from 'react';
import type { ListRow } from '../use-stable-list';

export type Selection = ReturnType<typeof useSelection>;

const NONE: ReadonlySet<string> = new Set();

/** Which chats are ticked. Another filter starts anew; `picking` lets a plain tap tick. */
export function useSelection(rows: ListRow[], source: string) {
  const [ticked, setTicked] = useState(NONE);
  const [picking, setPicking] = useState(false);
  const anchor = useRef<string | null>(null);
  // Several quick keys may come before the next drawing: each goes on from what the one before has ticked.
  const newest = useRef(ticked);

  const choose = useCallback((chosen: Iterable<string>) => {
    newest.current = new Set(chosen);
    setTicked(newest.current);
  }, []);
  const clear = useCallback(() => {
    choose(NONE);
    setPicking(false);
    anchor.current = null;
  }, [choose]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter is what ends a selection
  useEffect(clear, [source, clear]);

  const toggle = (id: string) => {
    anchor.current = id;
    const next = new Set(newest.current);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  const add = (ids: string[]) => choose([...newest.current, ...ids]);
  /** From the last ticked row, or from the open chat, up to this one. */
  const extend = (id: string, from: string | null) => {
    const ids = rows.map((row) => row.chat.id);
    const start = ids.indexOf(anchor.current ?? from ?? id);
    const end = ids.indexOf(id);
    if (start < 0 || end < 0) return toggle(id);
    add(ids.slice(Math.min(start, end), Math.max(start, end) + 1));
  };

  return {
    ticked,
    picking,
    active: picking || ticked.size > 0,
    setPicking,
    toggle,
    add,
    extend,
    choose,
    clear,
  };
}

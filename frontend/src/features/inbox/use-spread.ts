import type { VirtualItem } from '@tanstack/react-virtual';
import { useLayoutEffect, useReducer, useRef } from 'react';

/** What a frame has time for where the processor is slow: text that was not shown before is measured and painted. */
const MOST_NEW_ROWS = 8;

type DrawnRow = { key: number; item: VirtualItem };

/**
 * The rows that are drawn in this frame, with the keys of their elements. Of a screen that is replaced the elements are
 * filled anew, eight in a frame; until then they keep rows that have left the screen.
 */
export function useSpread(wanted: VirtualItem[]): DrawnRow[] {
  const drawn = useRef<{ rows: DrawnRow[]; late: boolean }>({ rows: [], late: false });
  const lastKey = useRef(0);
  const [, drawOn] = useReducer((count: number) => count + 1, 0);
  const before = drawn.current.rows;
  const standing = new Map(before.map((row) => [row.item.key, row.key]));
  const kept = wanted.filter((item) => standing.has(item.key)).length;
  const isReplaced = drawn.current.late || kept * 2 < wanted.length;

  const rows: DrawnRow[] = [];
  let late = false;
  if (isReplaced) {
    const indexes = new Set(wanted.map((item) => item.index));
    let left = MOST_NEW_ROWS;
    wanted.forEach((item, place) => {
      const row = before[place];
      const key = row?.key ?? ++lastKey.current;
      if (row?.item.key === item.key || left > 0) {
        if (row?.item.key !== item.key) left -= 1;
        rows.push({ key, item });
      } else {
        late = true;
        if (row && !indexes.has(row.item.index)) rows.push(row);
      }
    });
  } else {
    for (const item of wanted) rows.push({ key: standing.get(item.key) ?? ++lastKey.current, item });
  }

  useLayoutEffect(() => {
    drawn.current = { rows, late };
    if (!late) return;
    const frame = requestAnimationFrame(drawOn);
    return () => cancelAnimationFrame(frame);
  });
  return rows;
}

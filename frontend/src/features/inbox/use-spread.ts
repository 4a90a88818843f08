import type { VirtualItem } from '@tanstack/react-virtual';
import { useLayoutEffect, useReducer, useRef } from 'react';

/** What a frame has time for where the processor is slow: text that was not shown before is measured and painted. */
const MOST_NEW_ROWS = 8;

type DrawnRow = { key: number; item: VirtualItem };
type Drawn = { rows: DrawnRow[]; late: boolean };

/**
 * The rows that are drawn in this frame, with the keys of their elements. Of a screen that is replaced the elements are
 * filled anew, eight in a frame; until then they keep rows that have left the screen. The active row never waits.
 */
export function useSpread(wanted: VirtualItem[], active: number): DrawnRow[] {
  const drawn = useRef<Drawn>({ rows: [], late: false });
  const lastKey = useRef(0);
  const [, drawOn] = useReducer((count: number) => count + 1, 0);
  const newKey = () => {
    lastKey.current += 1;
    return lastKey.current;
  };
  const next = spread(wanted, active, drawn.current, newKey);

  useLayoutEffect(() => {
    drawn.current = next;
    if (!next.late) return;
    const frame = requestAnimationFrame(drawOn);
    return () => cancelAnimationFrame(frame);
  });
  return next.rows;
}

function spread(wanted: VirtualItem[], active: number, before: Drawn, newKey: () => number): Drawn {
  const standing = new Map(before.rows.map((row) => [row.item.key, row.key]));
  const wantedKeys = new Set(wanted.map((item) => item.key));
  const gone = before.rows.filter((row) => !wantedKeys.has(row.item.key));
  const kept = before.rows.length - gone.length;
  // Elements that change their places among each other cost as much as new ones: few that stand do not count.
  const isReplaced = before.late ? kept === 0 : kept * 2 < wanted.length;
  if (isReplaced) standing.clear();
  const free = isReplaced ? [...before.rows] : before.late ? [...gone] : [];

  const rows: DrawnRow[] = [];
  let left = MOST_NEW_ROWS;
  let late = false;
  for (const item of wanted) {
    const key = standing.get(item.key);
    if (key !== undefined) rows.push({ key, item });
    else if (left > 0 || item.index === active) {
      left -= 1;
      rows.push({ key: free.shift()?.key ?? newKey(), item });
    } else late = true;
  }
  const places = new Set(rows.map((row) => row.item.index));
  const leftOver = free.filter((row) => gone.includes(row) && !places.has(row.item.index));
  return { rows: late ? [...rows, ...leftOver] : rows, late };
}

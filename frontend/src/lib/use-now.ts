import { useEffect, useSyncExternalStore } from 'react';
import { serverNow } from '@/api/server-time';
import { createStore } from './event-store';

const TICK_MS = 15_000;
const now = createStore(serverNow());
const borders = new Map<number, number>();
let ticker: ReturnType<typeof setInterval> | undefined;
let exact: ReturnType<typeof setTimeout> | undefined;
let users = 0;

function tick(): void {
  now.set(serverNow());
  aim();
}

/** Besides the shared tick, wakes exactly at the nearest border somebody waits for. */
function aim(): void {
  clearTimeout(exact);
  const present = serverNow();
  const next = Math.min(...[...borders.keys()].filter((at) => at > present));
  if (next - present < TICK_MS) exact = setTimeout(tick, Math.max(0, next - present) + 5);
}

function subscribe(listener: () => void): () => void {
  const stop = now.subscribe(listener);
  users += 1;
  if (users === 1) {
    now.set(serverNow());
    ticker = setInterval(tick, TICK_MS);
    document.addEventListener('visibilitychange', tick);
  }
  return () => {
    stop();
    users -= 1;
    if (users > 0) return;
    clearInterval(ticker);
    clearTimeout(exact);
    document.removeEventListener('visibilitychange', tick);
  };
}

/** The server's time, the same for everything on the screen; `border` is a moment at which this place must redraw. */
export function useNow(border: number | null = null): number {
  const value = useSyncExternalStore(subscribe, now.get);
  useEffect(() => {
    if (border === null) return;
    borders.set(border, (borders.get(border) ?? 0) + 1);
    aim();
    return () => {
      const left = (borders.get(border) ?? 1) - 1;
      if (left === 0) borders.delete(border);
      else borders.set(border, left);
    };
  }, [border]);
  return value;
}

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { observeServerTime, serverNow } from './server-time';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;

beforeEach(() => vi.useFakeTimers({ now: NOON, toFake: ['Date', 'performance'] }));
afterEach(() => vi.useRealTimers());

/** An answer that took so long, of a server that is so far ahead of this clock. */
function answer(options: { took: number; ahead: number }): void {
  const endedAt = Date.now();
  const server = endedAt - options.took / 2 + options.ahead;
  observeServerTime(new Date(server).toUTCString(), endedAt - options.took, endedAt);
}

const ahead = () => Math.round((serverNow() - Date.now()) / MINUTE);

it('believes the fastest answer, and a slower one only when that is old or the clock was set', () => {
  answer({ took: 20, ahead: 10 * MINUTE });
  answer({ took: 900, ahead: 3 * MINUTE });
  expect(ahead()).toBe(10);

  vi.advanceTimersByTime(6 * MINUTE);
  answer({ took: 900, ahead: 3 * MINUTE });
  expect(ahead()).toBe(3);

  vi.setSystemTime(Date.now() + 30 * MINUTE);
  answer({ took: 950, ahead: -27 * MINUTE });
  expect(ahead()).toBe(-27);
});

it('learns nothing from an answer in the midst of which the clock was set back', () => {
  answer({ took: 950, ahead: 10 * MINUTE });

  const now = Date.now();
  observeServerTime(new Date(now + 40 * MINUTE).toUTCString(), now + 30 * MINUTE, now);

  expect(ahead()).toBe(10);
});

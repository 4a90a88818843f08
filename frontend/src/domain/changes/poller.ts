import { api, unwrap } from '@/api/client';
import { hasCode } from '@/api/errors';
import type { Change } from '@/api/types';

export const VISIBLE_MS = 5_000;
export const HIDDEN_MS = 30_000;
const MAX_BACKOFF_MS = 60_000;
const MAX_PAGES_AT_ONCE = 20;

/** What another tab says when somebody looks at it. */
export type Look = 'begins' | 'lasts';

export type FeedNews = { kind: 'changes'; changes: Change[] } | { kind: 'reset' };

/** The pause before the next question: short in sight, long out of sight, growing with jitter while it fails. */
export function nextDelay(options: { visible: boolean; failures: number; random: number }): number {
  const base = options.visible ? VISIBLE_MS : HIDDEN_MS;
  if (options.failures === 0) return base;
  const backoff = Math.min(MAX_BACKOFF_MS, base * 2 ** Math.min(options.failures, 6));
  return Math.max(base, backoff * (0.75 + options.random * 0.5));
}

/**
 * Follows the change feed until stopped and hands over what changed, in order and without gaps. Gives what to call
 * when somebody looks at another tab: a hidden tab, whose own timers the browser slows down, asks at its call.
 */
export function followChanges(options: {
  signal: AbortSignal;
  /** Where the feed stood before anything was read; null: what was read is read again once. */
  from?: string | null;
  onNews: (news: FeedNews) => void;
  onConnection: (works: boolean) => void;
}): (look: Look) => void {
  let after: string | null = options.from ?? null;
  let overlapped = after !== null;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  let askedAt = 0;

  const ask = async () => {
    if (asking || options.signal.aborted) return;
    asking = true;
    askedAt = performance.now();
    clearTimeout(timer);
    try {
      // What was loaded while the head of the feed was asked for may be older than the head: renew it once.
      if (after !== null && !overlapped) {
        overlapped = true;
        options.onNews({ kind: 'reset' });
      }
      after = await readOn(after, options);
      if (options.signal.aborted) return;
      failures = 0;
      options.onConnection(true);
    } catch (error) {
      // Who stopped asking gave the question up, and wants no word about it.
      if (options.signal.aborted) return;
      if (hasCode(error, 'cursor_expired')) {
        after = null;
        overlapped = false;
        options.onNews({ kind: 'reset' });
      } else {
        failures += 1;
        options.onConnection(false);
      }
    }
    asking = false;
    if (options.signal.aborted) return;
    const visible = document.visibilityState === 'visible';
    timer = setTimeout(ask, nextDelay({ visible, failures, random: Math.random() }));
  };

  const wake = () => {
    if (document.visibilityState === 'visible') void ask();
  };
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('online', wake);
  window.addEventListener('focus', wake);
  options.signal.addEventListener('abort', () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', wake);
    window.removeEventListener('online', wake);
    window.removeEventListener('focus', wake);
  });
  void ask();
  return (look) => {
    const isDue = failures === 0 && performance.now() - askedAt > 0.8 * VISIBLE_MS;
    if (look === 'begins' || isDue) void ask();
  };
}

/** Where the feed stands. */
export async function askHead(): Promise<string> {
  return (await unwrap(api.GET('/api/v1/changes'))).next_after;
}

/** Hands over what changed since, and gives where that ends. */
export async function readOn(
  from: string | null,
  options: { signal: AbortSignal; onNews: (news: FeedNews) => void },
): Promise<string> {
  let after = from;
  for (let page = 0; page < MAX_PAGES_AT_ONCE; page += 1) {
    const query = after === null ? {} : { after };
    const answer = await unwrap(api.GET('/api/v1/changes', { params: { query }, signal: options.signal }));
    if (answer.results.length > 0) options.onNews({ kind: 'changes', changes: answer.results });
    after = answer.next_after;
    if (!answer.has_more) break;
  }
  return after ?? '0';
}

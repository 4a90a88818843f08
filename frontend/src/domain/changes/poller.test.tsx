import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change } from '@/api/types';
import { refusal } from '@/testing/answers';
import { server } from '@/testing/server';
import { type FeedNews, followChanges, HIDDEN_MS, nextDelay, VISIBLE_MS } from './poller';

const change = (seq: string): Change => ({
  seq,
  kind: 'chat.updated',
  chat_account_id: null,
  chat_id: 'c1',
  message_id: null,
  reply_id: null,
  notification_id: null,
  at: '2026-11-23T11:05:00Z',
});

describe('nextDelay', () => {
  it('asks often in sight and seldom out of it', () => {
    expect(nextDelay({ visible: true, failures: 0, random: 0 })).toBe(VISIBLE_MS);
    expect(nextDelay({ visible: false, failures: 0, random: 0 })).toBe(HIDDEN_MS);
  });

  it('backs off with jitter and an end', () => {
    expect(nextDelay({ visible: true, failures: 1, random: 0.5 })).toBe(2 * VISIBLE_MS);
    expect(nextDelay({ visible: true, failures: 1, random: 0 })).toBeLessThan(2 * VISIBLE_MS);
    expect(nextDelay({ visible: true, failures: 50, random: 1 })).toBeLessThanOrEqual(75_000);
  });
});

describe('followChanges', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => vi.useRealTimers());

  async function follow(
    answers: ((after: string | null) => Response)[],
    polls: number,
    from: string | null = null,
  ) {
    const asked: (string | null)[] = [];
    const news: FeedNews[] = [];
    const connection: boolean[] = [];
    server.use(
      http.get('*/api/v1/changes', ({ request }) => {
        const after = new URL(request.url).searchParams.get('after');
        asked.push(after);
        return (answers[asked.length - 1] ?? empty)(after);
      }),
    );
    const ending = new AbortController();
    followChanges({
      signal: ending.signal,
      from,
      onNews: (one) => news.push(one),
      onConnection: (works) => connection.push(works),
    });
    for (let poll = 1; poll <= polls; poll += 1) {
      await vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(poll));
      await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
      if (poll < polls) await vi.advanceTimersToNextTimerAsync();
    }
    ending.abort();
    return { asked, news, connection };
  }

  it('says nothing any more to who stopped while a question was on its way', async () => {
    const ending = new AbortController();
    const told: unknown[] = [];
    let asked = 0;
    server.use(
      http.get('*/api/v1/changes', async () => {
        asked += 1;
        await new Promise((resolve) => ending.signal.addEventListener('abort', resolve));
        return empty(null);
      }),
    );
    followChanges({
      signal: ending.signal,
      onNews: (news) => told.push(news),
      onConnection: (works) => told.push(works),
    });
    await vi.waitFor(() => expect(asked).toBe(1));

    ending.abort();

    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(0));
    await vi.advanceTimersByTimeAsync(1000);
    expect(told).toEqual([]);
  });

  const page =
    (results: Change[], next_after: string, has_more = false) =>
    () =>
      HttpResponse.json({ results, next_after, has_more });
  const empty = (after: string | null) =>
    HttpResponse.json({ results: [], next_after: after ?? '7', has_more: false });

  it('starts at the head, then asks from where it stopped', async () => {
    const { asked, news } = await follow(
      [page([], '7'), page([change('8')], '8'), page([change('9')], '9')],
      3,
    );

    expect(asked).toEqual([null, '7', '8']);
    expect(news).toEqual([
      { kind: 'reset' },
      { kind: 'changes', changes: [change('8')] },
      { kind: 'changes', changes: [change('9')] },
    ]);
  });

  it('reads nothing again when it knows where the feed stood before', async () => {
    const { asked, news } = await follow([page([change('8')], '8'), page([], '8')], 2, '7');

    expect(asked).toEqual(['7', '8']);
    expect(news).toEqual([{ kind: 'changes', changes: [change('8')] }]);
  });

  it('asks at the call of another tab that is looked at', async () => {
    const asked = vi.fn();
    server.use(
      http.get('*/api/v1/changes', () => {
        asked();
        return empty('7');
      }),
    );
    const clock = vi.spyOn(performance, 'now').mockReturnValue(1_000);
    const ending = new AbortController();
    const nothing = () => undefined;
    const look = followChanges({ signal: ending.signal, onNews: nothing, onConnection: nothing });
    const rests = () => vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    await rests();

    look('lasts');
    await rests();
    expect(asked).toHaveBeenCalledTimes(1);
    look('begins');
    await rests();
    expect(asked).toHaveBeenCalledTimes(2);
    clock.mockReturnValue(1_000 + VISIBLE_MS);
    look('lasts');
    await rests();
    expect(asked).toHaveBeenCalledTimes(3);

    ending.abort();
    clock.mockRestore();
  });

  it('reads on while there is more', async () => {
    const { asked } = await follow(
      [page([], '7'), page([change('8')], '8', true), page([change('9')], '9')],
      2,
    );

    expect(asked).toEqual([null, '7', '8']);
  });

  it('keeps its place while the server is away', async () => {
    const { asked, connection } = await follow(
      [page([], '7'), () => HttpResponse.error(), page([change('8')], '8')],
      3,
    );

    expect(asked).toEqual([null, '7', '7']);
    expect(connection).toEqual([true, false, true]);
  });

  it('loads everything anew when its place is too old', async () => {
    const { asked, news } = await follow(
      [page([], '7'), () => refusal(410, 'cursor_expired', 'Место устарело.'), page([], '90')],
      3,
    );

    expect(asked).toEqual([null, '7', null]);
    expect(news.filter((one) => one.kind === 'reset').length).toBeGreaterThanOrEqual(2);
  });
});

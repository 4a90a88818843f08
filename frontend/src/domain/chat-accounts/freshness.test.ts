import { describe, expect, it } from 'vitest';
import { at, makeAccount, NOW } from '@/testing/factories';
import { freshnessOf, importToShow, oldestFreshAt, worstTrouble } from './freshness';

describe('freshnessOf', () => {
  it.each([
    [0, 'ok'],
    [2, 'ok'],
    [2.01, 'lag'],
    [10, 'lag'],
    [10.01, 'stopped'],
  ])('calls data of %d minutes ago %s', (minutes, freshness) => {
    expect(freshnessOf(makeAccount({ fresh_at: at(-minutes) }), NOW)).toBe(freshness);
  });

  it('is stopped at once when the key is refused', () => {
    expect(freshnessOf(makeAccount({ state: 'needs_key', fresh_at: at(0) }), NOW)).toBe('stopped');
  });
});

describe('an account whose messages the subscription closes', () => {
  const closed = makeAccount({ can_read_history: false, fresh_at: at(0) });

  it('is not called fresh, and says so before it grows old', () => {
    expect(freshnessOf(closed, NOW)).toBe('stopped');
    expect(worstTrouble([closed], NOW)).toMatchObject({ kind: 'closed', account: closed });
  });

  it('does not make the others look old', () => {
    const [old, fresh] = [
      makeAccount({ can_read_history: false, fresh_at: at(-9000) }),
      makeAccount({ fresh_at: at(-1) }),
    ];
    expect(oldestFreshAt([old, fresh])).toBe(Date.parse(at(-1)));
  });
});

describe('worstTrouble', () => {
  const stale = makeAccount({ title: 'Старый', fresh_at: at(-13) });
  const refused = makeAccount({ title: 'Без ключа', state: 'needs_key' });

  it('puts a refused key before old data', () => {
    expect(worstTrouble([stale, refused], NOW)).toMatchObject({ kind: 'key', account: refused });
    expect(worstTrouble([stale], NOW)).toMatchObject({ kind: 'stale', minutes: 13 });
  });

  it('is silent about what is paused, disconnected or in time', () => {
    const quiet = [
      makeAccount({ state: 'paused', fresh_at: at(-500) }),
      makeAccount({ disconnected_at: at(-5), fresh_at: at(-500) }),
      makeAccount(),
    ];

    expect(worstTrouble(quiet, NOW)).toBeNull();
  });
});

describe('the import to show', () => {
  const history = { ...makeAccount().import, state: 'running', chats_done: 0, chats_total: 1 } as const;
  const importing = makeAccount({ import: history, fresh_at: null });
  const unreadable = makeAccount({
    import: history,
    fresh_at: null,
    last_error_code: 'marketplace_unavailable',
  });

  it('is the one that runs, while all data is in time', () => {
    expect(importToShow([makeAccount({ fresh_at: at(-2) }), importing], NOW)).toBe(importing);
    expect(importToShow([makeAccount()], NOW)).toBeUndefined();
  });

  it('steps back while another cabinet is late', () => {
    expect(importToShow([makeAccount({ fresh_at: at(-20) }), importing], NOW)).toBeUndefined();
  });

  it('is none that stands still', () => {
    const paused = makeAccount({ import: history, state: 'paused' });
    const gone = makeAccount({ import: history, disconnected_at: at(-5) });

    expect(importToShow([unreadable, paused, gone], NOW)).toBeUndefined();
    expect(importToShow([unreadable, importing], NOW)).toBe(importing);
  });
});

it('is as fresh as the oldest account that is read', () => {
  const accounts = [makeAccount({ fresh_at: at(-3) }), makeAccount({ fresh_at: at(-1) })];

  expect(oldestFreshAt(accounts)).toBe(NOW - 3 * 60_000);
  expect(oldestFreshAt([])).toBeNull();
});

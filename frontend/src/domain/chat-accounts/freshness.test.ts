import { describe, expect, it } from 'vitest';
import { at, makeAccount, NOW } from '@/testing/factories';
import { freshnessOf, oldestFreshAt, worstTrouble } from './freshness';

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

it('is as fresh as the oldest account that is read', () => {
  const accounts = [makeAccount({ fresh_at: at(-3) }), makeAccount({ fresh_at: at(-1) })];

  expect(oldestFreshAt(accounts)).toBe(NOW - 3 * 60_000);
  expect(oldestFreshAt([])).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { pendingOrder, settleOrder } from './stable-order';

const settle = (pages: string[][], part: Partial<Parameters<typeof settleOrder>[1]> = {}) => ({
  source: 'waiting',
  pages,
  selected: null,
  hold: true,
  ...part,
});
const start = () => settleOrder(null, settle([['a', 'b', 'c']]));

describe('settleOrder', () => {
  it('does not move a row while the list is in use', () => {
    expect(settleOrder(start(), settle([['c', 'new', 'a', 'b']])).ids).toEqual(['a', 'b', 'c']);
  });

  it('lets the first rows into an empty list, for nothing can move there', () => {
    const empty = settleOrder(null, settle([[]]));

    expect(settleOrder(empty, settle([['a', 'b']])).ids).toEqual(['a', 'b']);
  });

  it('sorts as soon as the list is free', () => {
    expect(settleOrder(start(), settle([['c', 'a']], { hold: false })).ids).toEqual(['c', 'a']);
  });

  it('adds a further page below', () => {
    expect(
      settleOrder(
        start(),
        settle([
          ['a', 'b', 'c'],
          ['d', 'e'],
        ]),
      ).ids,
    ).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('keeps a chat that left the view until the selection moves on', () => {
    const opened = settleOrder(start(), settle([['a', 'b', 'c']], { selected: 'b' }));
    const answered = settleOrder(opened, settle([['a', 'c']], { selected: 'b' }));
    const moved = settleOrder(answered, settle([['a', 'c']], { selected: 'c' }));

    expect(answered.ids).toEqual(['a', 'b', 'c']);
    expect(moved.ids).toEqual(['a', 'c']);
  });

  it('starts anew with other filters', () => {
    expect(settleOrder(start(), settle([['x']], { source: 'failed' })).ids).toEqual(['x']);
  });

  it('is the same value when nothing changed, so that nothing is drawn again', () => {
    const shown = start();

    expect(settleOrder(shown, settle([['a', 'b', 'c']]))).toBe(shown);
  });
});

describe('pendingOrder', () => {
  it('counts new chats and sees moved ones', () => {
    expect(pendingOrder(['a', 'b'], [['x', 'a', 'b']])).toEqual({ fresh: 1, moved: false });
    expect(pendingOrder(['a', 'b'], [['b', 'a']])).toEqual({ fresh: 0, moved: true });
    expect(pendingOrder(['a', 'gone', 'b'], [['a', 'b']])).toEqual({ fresh: 0, moved: false });
  });
});

import { describe, expect, it } from 'vitest';
import { at, clockDueIn, NOW, noClock } from '@/testing/factories';
import { deadlineChip, windowHasPassed } from './chip';

const MINUTE = 60_000;
const chip = (clock = clockDueIn(180), now = NOW, answered_at: string | null = null) =>
  deadlineChip({ clock, answered_at }, now);

describe('deadlineChip', () => {
  it('is calm until the moment of the warning', () => {
    const due = NOW + 180 * MINUTE;

    expect(chip()).toMatchObject({ kind: 'calm', minutes: 180, border: due - 60 * MINUTE });
    expect(chip(clockDueIn(180), due - 60 * MINUTE - 1).kind).toBe('calm');
    expect(chip(clockDueIn(180), due - 60 * MINUTE).kind).toBe('soon');
  });

  it('is not overdue at the very moment, but right after it', () => {
    const due = NOW + 12 * MINUTE;

    expect(chip(clockDueIn(12), due)).toMatchObject({ kind: 'soon', minutes: 0 });
    expect(chip(clockDueIn(12), due + 1)).toMatchObject({ kind: 'breached', minutes: 1 });
    expect(chip(clockDueIn(12), due + 47.9 * MINUTE)).toMatchObject({ kind: 'breached', minutes: 47 });
  });

  it('counts a started minute until it is over', () => {
    expect(chip(clockDueIn(12), NOW + 1)).toMatchObject({ minutes: 12 });
    expect(chip(clockDueIn(12), NOW + MINUTE)).toMatchObject({ minutes: 11 });
  });

  it('shows the window when it ends before the target', () => {
    const clock = { ...clockDueIn(600), window_closes_at: at(300) };

    expect(chip(clock)).toMatchObject({ kind: 'window', minutes: 300, estimate: true });
    expect(chip(clock, NOW + 301 * MINUTE).kind).toBe('calm');
  });

  it('stands still outside working hours and goes on with them', () => {
    const clock = {
      ...clockDueIn(900),
      warn_at: at(870),
      paused_until: at(840),
      seconds_after_pause: 3600,
    };

    expect(chip(clock)).toMatchObject({ kind: 'paused', minutes: 60, border: NOW + 840 * MINUTE });
    expect(chip(clock, NOW + 839 * MINUTE)).toMatchObject({ kind: 'paused', minutes: 60 });
    expect(chip(clock, NOW + 850 * MINUTE)).toMatchObject({ kind: 'calm', minutes: 50, working: true });
    expect(chip(clock, NOW + 871 * MINUTE)).toMatchObject({ kind: 'soon', minutes: 29 });
  });

  it('counts working time before a pause and after it', () => {
    const clock = { ...clockDueIn(900), warn_at: at(870), pauses_at: at(20), seconds_after_pause: 600 };

    expect(chip(clock)).toMatchObject({ kind: 'calm', minutes: 30, working: true });
    expect(chip(clock, NOW + 15 * MINUTE)).toMatchObject({ minutes: 15 });
  });

  it.each([
    ['met', 'answered'],
    ['met_late', 'late'],
    ['waived', 'none'],
    ['closed_unanswered', 'none'],
    ['lost', 'none'],
    [null, 'none'],
  ] as const)('when nothing is owed, says of an end %s: %s', (obligation_state, kind) => {
    expect(chip({ ...noClock, obligation_state }, NOW, at(-5)).kind).toBe(kind);
  });
});

describe('windowHasPassed', () => {
  it('begins with the last moment and ends with a refusal of the marketplace', () => {
    const clock = { ...clockDueIn(10), window_closes_at: at(0) };

    expect(windowHasPassed(clock, NOW - 1)).toBe(false);
    expect(windowHasPassed(clock, NOW)).toBe(true);
    expect(windowHasPassed({ ...clock, window_refused_at: at(0) }, NOW)).toBe(false);
  });
});

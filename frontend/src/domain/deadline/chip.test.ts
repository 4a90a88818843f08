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

  it('says answered when nothing is owed', () => {
    expect(chip(noClock, NOW, at(-5)).kind).toBe('answered');
    expect(chip(noClock).kind).toBe('none');
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

import { describe, expect, it } from 'vitest';
import { momentOf, snoozeTimes } from './snooze-times';

const moscow = { locale: 'ru-RU', timeZone: 'Europe/Moscow' };
const iso = (at: number | undefined) => new Date(at ?? Number.NaN).toISOString();

describe('snoozeTimes', () => {
  it('counts mornings by the clocks of the workspace', () => {
    // Thursday, 23:30 in Moscow.
    const times = snoozeTimes(Date.parse('2026-11-26T20:30:00Z'), moscow);

    expect(times.map(({ name }) => name)).toEqual(['hour', 'three-hours', 'tomorrow', 'monday']);
    expect(iso(times[2]?.at)).toBe('2026-11-27T06:00:00.000Z');
    expect(iso(times[3]?.at)).toBe('2026-11-30T06:00:00.000Z');
  });

  it('does not offer Monday twice on a Sunday', () => {
    const times = snoozeTimes(Date.parse('2026-11-29T09:00:00Z'), moscow);

    expect(times.map(({ name }) => name)).toEqual(['hour', 'three-hours', 'tomorrow']);
  });
});

describe('momentOf', () => {
  it.each([
    ['Europe/Moscow', '2026-11-27T06:00:00.000Z'],
    ['Europe/Kaliningrad', '2026-11-27T07:00:00.000Z'],
    ['Asia/Vladivostok', '2026-11-26T23:00:00.000Z'],
    ['UTC', '2026-11-27T09:00:00.000Z'],
  ])('reads nine o’clock in %s', (timeZone, moment) => {
    expect(iso(momentOf('2026-11-27', '09:00', { locale: 'ru-RU', timeZone }))).toBe(moment);
  });
});

import { describe, expect, it } from 'vitest';
import { dateAndTime, dayOf, daysAgo, listTime, longDate, weekdayDate } from './dates';

const moscow = { locale: 'ru-RU', timeZone: 'Europe/Moscow' };
const vladivostok = { locale: 'ru-RU', timeZone: 'Asia/Vladivostok' };
const NOW = Date.parse('2026-11-23T11:05:00Z');

describe('listTime', () => {
  it.each([
    ['2026-11-23T08:05:00Z', '11:05'],
    ['2026-11-22T20:59:00Z', '22 нояб.'],
    ['2026-11-22T21:00:00Z', '00:00'],
    ['2025-11-23T10:00:00Z', '23.11.2025'],
  ])('writes %s as %s in Moscow', (moment, words) => {
    expect(listTime(Date.parse(moment), NOW, moscow)).toBe(words);
  });
});

it('counts days by the calendar of the workspace, not of the device', () => {
  const lateEvening = Date.parse('2026-11-22T15:30:00Z');

  expect(daysAgo(lateEvening, NOW, moscow)).toBe(1);
  expect(daysAgo(lateEvening, NOW, vladivostok)).toBe(0);
});

it('lets a day begin with any quarter of an hour', () => {
  const kathmandu = { locale: 'ru-RU', timeZone: 'Asia/Kathmandu' };

  expect(dayOf(Date.parse('2026-11-22T18:14:59Z'), kathmandu)).toBe('2026-11-22');
  expect(dayOf(Date.parse('2026-11-22T18:15:00Z'), kathmandu)).toBe('2026-11-23');
  expect(dayOf(Date.parse('2026-11-22T18:14:59Z'), moscow)).toBe('2026-11-22');
});

it('names the year only when it is another one', () => {
  expect(dateAndTime(Date.parse('2026-11-03T06:00:00Z'), NOW, moscow)).toBe('3 нояб., 09:00');
  expect(dateAndTime(Date.parse('2025-11-03T06:00:00Z'), NOW, moscow)).toBe('3 нояб. 2025 г., 09:00');
  expect(weekdayDate(Date.parse('2026-11-03T06:00:00Z'), NOW, moscow)).toBe('вт, 3 ноября');
});

it('ends a long date without a dot that a sentence would double', () => {
  expect(longDate(NOW, moscow)).toBe('23 ноября 2026');
});

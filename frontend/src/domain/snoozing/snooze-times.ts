import { type DateStyle, dayOf } from '@/lib/dates';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MORNING = '09:00';

export type SnoozeTime = { name: 'hour' | 'three-hours' | 'tomorrow' | 'monday'; at: number };

/** The usual choices; mornings are those of the workspace's zone. */
export function snoozeTimes(now: number, style: DateStyle): SnoozeTime[] {
  const tomorrow = dayOf(now + DAY, style);
  const untilMonday = (8 - new Date(`${dayOf(now, style)}T12:00:00Z`).getUTCDay()) % 7 || 7;
  const monday = dayOf(now + untilMonday * DAY, style);
  return [
    { name: 'hour', at: now + HOUR },
    { name: 'three-hours', at: now + 3 * HOUR },
    { name: 'tomorrow', at: momentOf(tomorrow, MORNING, style) },
    ...(monday === tomorrow ? [] : [{ name: 'monday' as const, at: momentOf(monday, MORNING, style) }]),
  ];
}

/** The moment at which a clock in the zone shows this day and time. */
export function momentOf(day: string, time: string, { timeZone }: DateStyle): number {
  const guess = Date.parse(`${day}T${time}:00Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(guess);
  return guess - (Date.parse(`${shown.replace(' ', 'T')}Z`) - guess);
}

import type { DateStyle } from './dates';

/** «МСК» when the device lives in another zone than the workspace, else nothing. */
export function zoneMark(style: DateStyle, now: number): string {
  const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (offsetMinutes(device, now) === offsetMinutes(style.timeZone, now)) return '';
  if (style.timeZone === 'Europe/Moscow') return style.locale.startsWith('ru') ? 'МСК' : 'MSK';
  const parts = new Intl.DateTimeFormat(style.locale, {
    timeZone: style.timeZone,
    timeZoneName: 'shortOffset',
  }).formatToParts(now);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

function offsetMinutes(timeZone: string, now: number): number {
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    now,
  );
  return Math.round((Date.parse(`${wall.replace(' ', 'T')}Z`) - now) / 60_000);
}

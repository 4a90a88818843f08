import type { I18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import type { Calendar, Interval, Policy } from '@/api/types';
import { clockTime, type DateStyle, dateAndTime } from '@/lib/dates';
import { weekdayNames } from '@/lib/weekdays';

const NEAR_MS = 6 * 86_400_000;

/** For which chats a policy is. */
export function reachInWords(i18n: I18n, policy: Policy): string {
  if (policy.chat_account) return t(i18n)`Кабинет «${policy.chat_account.title}»`;
  return policy.marketplace
    ? t(i18n)`Площадка ${marketplaceName(policy.marketplace)}`
    : t(i18n)`Вся организация`;
}

const marketplaceName = (code: string): string => (code === 'ozon' ? 'Ozon' : code);

/** «240 мин», and from two hours on what that is in hours: «240 мин (4 ч)». */
export function minutesWithHours(i18n: I18n, minutes: number): string {
  const plain = t(i18n)`${i18n.number(minutes)} мин`;
  if (minutes < 120) return plain;
  const hours = i18n.number(minutes / 60, { maximumFractionDigits: 1 });
  return t(i18n)`${plain} (${hours} ч)`;
}

/** «пт 19:40», or with the date when it is farther than a week. */
export function weekdayMoment(at: number, from: number, style: DateStyle): string {
  if (Math.abs(at - from) > NEAR_MS) return dateAndTime(at, from, style);
  const day = new Intl.DateTimeFormat(style.locale, { timeZone: style.timeZone, weekday: 'short' }).format(
    at,
  );
  return `${day} ${clockTime(at, style)}`;
}

/** «09:00–13:00, 14:00–18:00», «выходной». */
export function intervalsInWords(i18n: I18n, intervals: Interval[]): string {
  if (intervals.length === 0) return t(i18n)`выходной`;
  return intervals.map(({ opens, closes }) => `${opens}–${closes}`).join(', ');
}

/** «пн–пт 09:00–18:00; сб–вс выходной»: neighbouring days with the same hours together. */
export function weekInWords(i18n: I18n, week: Calendar['week'], locale: string): string {
  const names = weekdayNames(locale);
  const runs: { from: number; to: number; hours: string }[] = [];
  week.forEach((day, index) => {
    const hours = intervalsInWords(i18n, day);
    const last = runs.at(-1);
    if (last?.hours === hours) last.to = index;
    else runs.push({ from: index, to: index, hours });
  });
  return runs
    .map(({ from, to, hours }) => `${names[from]}${to > from ? `–${names[to]}` : ''} ${hours}`)
    .join('; ');
}

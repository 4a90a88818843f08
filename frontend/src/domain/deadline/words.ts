import type { I18n } from '@lingui/core';
import { plural, t } from '@lingui/core/macro';
import { clockTime, type DateStyle, dateAndTime, daysAgo } from '@/lib/dates';
import type { DeadlineChip } from './chip';
import { shortSpan, spanOf } from './duration';

/** What stands on the chip. */
export function chipText(i18n: I18n, chip: DeadlineChip, pause = ''): string {
  if (chip.kind === 'none') return '';
  if (chip.kind === 'answered') return t(i18n)`отвечен`;
  if (chip.kind === 'late') return t(i18n)`поздно`;
  if (chip.kind === 'paused') return pause;
  const span = shortSpan(i18n, chip.minutes);
  if (chip.kind === 'breached') return `\u2212${span}`;
  return chip.kind === 'window' ? t(i18n)`ещё ${span}` : span;
}

/** «14:05» of today, «завтра 09:00», else with its date. */
export function nearMoment(i18n: I18n, at: number, now: number, style: DateStyle): string {
  const days = daysAgo(at, now, style);
  if (days === 0) return clockTime(at, style);
  return days === -1 ? t(i18n)`завтра ${clockTime(at, style)}` : dateAndTime(at, now, style);
}

/** The same for ears: the words that are hidden beside the chip. */
export function chipWords(i18n: I18n, chip: DeadlineChip, at: string, until = ''): string {
  if (chip.kind === 'none') return '';
  if (chip.kind === 'answered') return t(i18n)`Отвечен`;
  if (chip.kind === 'late') return t(i18n)`Отвечен позже срока`;
  const span = longSpan(i18n, chip.minutes);
  if (chip.kind === 'breached') return t(i18n)`Просрочен на ${span}, срок был ${at}`;
  if (chip.kind === 'window' && chip.estimate)
    return t(i18n)`Ozon обычно принимает ответ до ${at}, осталось ${span}`;
  if (chip.kind === 'window') return t(i18n)`Ozon закроет чат для ответов ${at}, осталось ${span}`;
  if (chip.kind === 'paused')
    return t(i18n)`Не рабочее время до ${until}. Ответить до ${at}, останется ${span} рабочего времени`;
  if (chip.working) return t(i18n)`Ответить до ${at}, осталось ${span} рабочего времени`;
  return t(i18n)`Ответить до ${at}, осталось ${span}`;
}

/** «12 минут», «1 час 34 минуты», «5 часов», «2 дня». */
export function longSpan(i18n: I18n, total: number): string {
  const span = spanOf(total);
  if (span.unit === 'minutes') return minutesInWords(i18n, span.minutes);
  if (span.unit === 'mixed') {
    return `${hoursInWords(i18n, span.hours)} ${minutesInWords(i18n, span.minutes)}`;
  }
  if (span.unit === 'hours') return hoursInWords(i18n, span.hours);
  const days = span.days;
  return t(i18n)`${plural(days, { one: '# день', few: '# дня', many: '# дней', other: '# дня' })}`;
}

export function minutesInWords(i18n: I18n, minutes: number): string {
  return t(
    i18n,
  )`${plural(minutes, { one: '# минуту', few: '# минуты', many: '# минут', other: '# минуты' })}`;
}

function hoursInWords(i18n: I18n, hours: number): string {
  return t(i18n)`${plural(hours, { one: '# час', few: '# часа', many: '# часов', other: '# часа' })}`;
}

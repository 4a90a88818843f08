import { type DateStyle, dayOf } from '@/lib/dates';

/** «29 окт. – 25 нояб.»: the last day is one that was counted. */
export function periodInWords(from: string, to: string, style: DateStyle): string {
  const first = Date.parse(from);
  const last = Date.parse(to) - 1;
  const withYear = dayOf(first, style).slice(0, 4) !== dayOf(last, style).slice(0, 4);
  return `${shortDate(first, style, withYear)} – ${shortDate(last, style, withYear)}`;
}

function shortDate(at: number, { locale, timeZone }: DateStyle, withYear: boolean): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    ...(withYear ? { year: 'numeric' } : {}),
  }).format(at);
}

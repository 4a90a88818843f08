const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${timeZone}|${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    formats.set(key, found);
  }
  return found;
}

export type DateStyle = { locale: string; timeZone: string };

// In every zone a day begins with a quarter of an hour, and a long thread asks for the same ones again and again.
const QUARTER_MS = 15 * 60_000;
const MOST_DAYS_KEPT = 20_000;
const days = new Map<string, Map<number, string>>();

/** The calendar day as `2026-11-23`, in the given zone. */
export function dayOf(at: number, { timeZone }: DateStyle): string {
  let known = days.get(timeZone);
  if (!known || known.size > MOST_DAYS_KEPT) {
    known = new Map();
    days.set(timeZone, known);
  }
  const quarter = Math.floor(at / QUARTER_MS);
  let day = known.get(quarter);
  if (day === undefined) {
    day = format('sv-SE', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
    known.set(quarter, day);
  }
  return day;
}

export function clockTime(at: number, { locale, timeZone }: DateStyle): string {
  return format(locale, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

export function clockSeconds(at: number, { locale, timeZone }: DateStyle): string {
  return format(locale, timeZone, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

/** Today «14:05», this year «23 нояб.», else «23.11.2025». */
export function listTime(at: number, now: number, style: DateStyle): string {
  const day = dayOf(at, style);
  if (day === dayOf(now, style)) return clockTime(at, style);
  if (day.slice(0, 4) === dayOf(now, style).slice(0, 4)) {
    return format(style.locale, style.timeZone, { day: 'numeric', month: 'short' }).format(at);
  }
  return format(style.locale, style.timeZone, { day: '2-digit', month: '2-digit', year: 'numeric' }).format(
    at,
  );
}

/** «23 нояб., 14:05»; the year appears when it is not the present one. */
export function dateAndTime(at: number, now: number, style: DateStyle): string {
  const sameYear = dayOf(at, style).slice(0, 4) === dayOf(now, style).slice(0, 4);
  const date = format(style.locale, style.timeZone, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at);
  return `${date}, ${clockTime(at, style)}`;
}

export function fullDate(at: number, style: DateStyle): string {
  return format(style.locale, style.timeZone, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(at);
}

export function longDate(at: number, style: DateStyle): string {
  const date = format(style.locale, style.timeZone, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at);
  // Russian adds « г.», whose dot would double the dot of a sentence.
  return date.replace(/\s?г\.$/u, '');
}

/** «23 ноября, 14:05», for names of messages and pictures. */
export function spokenMoment(at: number, style: DateStyle): string {
  const date = format(style.locale, style.timeZone, { day: 'numeric', month: 'long' }).format(at);
  return `${date}, ${clockTime(at, style)}`;
}

/** 0 today, 1 yesterday, −1 tomorrow … counted in calendar days of the zone. */
export function daysAgo(at: number, now: number, style: DateStyle): number {
  const toDay = (moment: number) => Date.parse(`${dayOf(moment, style)}T00:00:00Z`) / DAY_MS;
  return toDay(now) - toDay(at);
}

/** «пн, 3 ноября» of this year, «3 ноября 2025» of another. */
export function weekdayDate(at: number, now: number, style: DateStyle): string {
  if (dayOf(at, style).slice(0, 4) !== dayOf(now, style).slice(0, 4)) return longDate(at, style);
  return format(style.locale, style.timeZone, { weekday: 'short', day: 'numeric', month: 'long' }).format(at);
}

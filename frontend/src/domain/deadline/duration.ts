import type { I18n } from '@lingui/core';
import { t } from '@lingui/core/macro';

export type Span =
  | { unit: 'minutes'; minutes: number }
  | { unit: 'mixed'; hours: number; minutes: number }
  | { unit: 'hours'; hours: number }
  | { unit: 'days'; days: number };

/** Below an hour minutes, below two hours both, below a day hours, then days. */
export function spanOf(minutes: number): Span {
  if (minutes < 60) return { unit: 'minutes', minutes };
  if (minutes < 120) {
    return minutes === 60 ? { unit: 'hours', hours: 1 } : { unit: 'mixed', hours: 1, minutes: minutes - 60 };
  }
  if (minutes < 24 * 60) return { unit: 'hours', hours: Math.floor(minutes / 60) };
  return { unit: 'days', days: Math.floor(minutes / (24 * 60)) };
}

/** «47 мин», «1 ч 34 мин», «5 ч», «2 дн», joined by no-break spaces. */
export function shortSpan(i18n: I18n, total: number): string {
  const span = spanOf(total);
  if (span.unit === 'minutes') return t(i18n)`${{ minutes: span.minutes }} мин`;
  if (span.unit === 'mixed') return t(i18n)`${{ hours: span.hours }} ч ${{ minutes: span.minutes }} мин`;
  if (span.unit === 'hours') return t(i18n)`${{ hours: span.hours }} ч`;
  return t(i18n)`${{ days: span.days }} дн`;
}

import type { I18n } from '@lingui/core';
import { t } from '@lingui/core/macro';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** «45 с», «47 мин», «3 ч 20 мин», «2 дн 4 ч»: two units at most, joined by no-break spaces. */
export function waitInWords(i18n: I18n, seconds: number): string {
  if (seconds < MINUTE) return t(i18n)`${{ seconds: Math.round(seconds) }} с`;
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < 60) return t(i18n)`${{ minutes }} мин`;
  if (minutes < 24 * 60) {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    return rest === 0 ? t(i18n)`${{ hours }} ч` : t(i18n)`${{ hours }} ч ${{ minutes: rest }} мин`;
  }
  const totalHours = Math.round(seconds / HOUR);
  const days = Math.floor(totalHours / 24);
  const hours = totalHours % 24;
  return hours === 0 ? t(i18n)`${{ days }} дн` : t(i18n)`${{ days }} дн ${{ hours }} ч`;
}

/** «87,5 %». */
export function shareInWords(i18n: I18n, share: number): string {
  return i18n.number(share, { style: 'percent', maximumFractionDigits: 1 });
}

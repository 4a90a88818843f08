import type { I18n } from '@lingui/core';
import { t } from '@lingui/core/macro';

const KB = 1024;
const MB = KB * KB;

/** «820 КБ», «2,4 МБ». */
export function fileSize(i18n: I18n, bytes: number): string {
  if (bytes < MB) {
    const kilobytes = i18n.number(Math.max(1, Math.round(bytes / KB)));
    return t(i18n)`${kilobytes} КБ`;
  }
  const megabytes = i18n.number(bytes / MB, { maximumFractionDigits: 1 });
  return t(i18n)`${megabytes} МБ`;
}

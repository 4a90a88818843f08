import type { I18n } from '@lingui/core';
import { plural, t } from '@lingui/core/macro';
import type { Notification } from '@/api/types';
import { nearMoment } from '@/domain/deadline/words';
import type { DateStyle } from '@/lib/dates';

/** What happened, in one line; the chat is named beside it. */
export function notificationText(
  i18n: I18n,
  { kind, about_at, threshold_hours, counts }: Notification,
  now: number,
  style: DateStyle,
): string {
  const at = about_at === null ? '' : nearMoment(i18n, Date.parse(about_at), now, style);
  switch (kind) {
    case 'obligation.warning':
      return t(i18n)`Скоро срок ответа: ${at}`;
    case 'obligation.breached':
      return t(i18n)`Срок ответа прошёл: ${at}`;
    case 'obligation.breach_revoked':
      return t(i18n)`Просрочки не было: ответ нашёлся или срок сдвинулся`;
    case 'window.closing':
      return t(
        i18n,
      )`Окно Ozon закроется через ${plural(threshold_hours ?? 0, { one: '# час', few: '# часа', many: '# часов', other: '# часа' })}: ${at}`;
    case 'digest':
      return digestText(i18n, counts);
    case 'test':
      return t(i18n)`Проверка: уведомления доходят`;
  }
}

function digestText(i18n: I18n, counts: Notification['counts']): string {
  const late = counts['obligation.breached'] ?? 0;
  const soon = counts['obligation.warning'] ?? 0;
  const closing = counts['window.closing'] ?? 0;
  const revoked = counts['obligation.breach_revoked'] ?? 0;
  const parts = [
    late > 0 ? t(i18n)`просрочено: ${late}` : null,
    soon > 0 ? t(i18n)`скоро срок: ${soon}` : null,
    closing > 0 ? t(i18n)`закрывается окно: ${closing}` : null,
    revoked > 0 ? t(i18n)`просрочки не было: ${revoked}` : null,
  ].filter(Boolean);
  return t(i18n)`Сразу о нескольких чатах — ${parts.join(', ')}`;
}

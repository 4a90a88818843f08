import type { I18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ChatEvent } from '@/api/types';
import { nearMoment } from '@/domain/deadline/words';
import type { DateStyle } from '@/lib/dates';

/** Without a gender: who, and what was done. */
export function deedInWords(i18n: I18n, event: ChatEvent, now: number, style: DateStyle): string {
  const { by, assignee_name: assignee } = event;
  const until = event.until === null ? '' : nearMoment(i18n, Date.parse(event.until), now, style);
  switch (event.kind) {
    case 'assigned':
      if (assignee === null) return i18n._(msg`${by}: чат без ответственного`);
      if (assignee === by) return i18n._(msg`${by} теперь отвечает за чат`);
      return i18n._(msg`${by}: ответственный — ${assignee}`);
    case 'closed':
      return i18n._(msg`${by}: чат закрыт`);
    case 'reopened':
      return i18n._(msg`${by}: чат открыт снова`);
    case 'snoozed':
      return i18n._(msg`${by}: чат отложен до ${until}`);
    case 'waived':
      return i18n._(msg`${by}: ответ не требуется`);
    case 'unwaived':
      return i18n._(msg`${by}: ответ снова нужен`);
  }
}

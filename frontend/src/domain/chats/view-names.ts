import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { IconName } from '@/ui/icon';
import type { Sort, View } from './filters';

export const VIEW_NAMES: Record<View, { name: MessageDescriptor; icon: IconName }> = {
  waiting: { name: msg`Ждут ответа`, icon: 'inbox' },
  urgent: { name: msg`Срочные`, icon: 'clock' },
  unread: { name: msg`Непрочитанные`, icon: 'mail' },
  failed: { name: msg`Не отправлено`, icon: 'alert' },
  answered: { name: msg`Отвеченные`, icon: 'double-check' },
  snoozed: { name: msg`Отложенные`, icon: 'moon' },
  closed: { name: msg`Закрытые`, icon: 'check' },
  all: { name: msg`Все`, icon: 'all' },
};

export const SORT_NAMES: Record<Sort, MessageDescriptor> = {
  deadline: msg`По сроку`,
  newest: msg`По времени`,
  oldest: msg`Дольше ждут`,
};

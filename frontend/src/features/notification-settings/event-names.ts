import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { AlertEvent, Delivery } from '@/api/types';

export const EVENTS: AlertEvent[] = ['obligation.warning', 'obligation.breached', 'window.closing'];

export const EVENT_NAMES: Record<AlertEvent, MessageDescriptor> = {
  'obligation.warning': msg`Скоро срок ответа`,
  'obligation.breached': msg`Срок ответа прошёл`,
  'window.closing': msg`Закрывается окно Ozon`,
};

export const KIND_NAMES: Record<Delivery['kind'], MessageDescriptor> = {
  ...EVENT_NAMES,
  'obligation.breach_revoked': msg`Просрочки не было`,
  digest: msg`Сразу о нескольких чатах`,
  test: msg`Проверка`,
};

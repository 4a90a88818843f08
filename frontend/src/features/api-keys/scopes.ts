import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ApiScope } from '@/api/types';

/** What a key may be allowed to do, in the words of the settings. */
export const SCOPES: { scope: ApiScope; name: MessageDescriptor }[] = [
  { scope: 'chats:read', name: msg`читать чаты и сообщения` },
  { scope: 'chats:write', name: msg`отвечать покупателям` },
  { scope: 'templates:write', name: msg`менять шаблоны` },
  { scope: 'accounts:read', name: msg`видеть кабинеты и их состояние` },
  { scope: 'accounts:write', name: msg`запускать обновление и менять настройки кабинетов` },
  { scope: 'policies:write', name: msg`менять сроки ответа` },
  { scope: 'reports:read', name: msg`видеть отчёты` },
];

export const scopeName = (scope: ApiScope): MessageDescriptor | undefined =>
  SCOPES.find((one) => one.scope === scope)?.name;

import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ApiScope } from '@/api/types';

/** Rights of keys made elsewhere: shown by name, not offered while no screen here needs them. */
const OTHERS: { scope: ApiScope; name: MessageDescriptor }[] = [
  { scope: 'templates:write', name: msg`менять шаблоны` },
  { scope: 'policies:write', name: msg`менять сроки ответа` },
  { scope: 'reports:read', name: msg`видеть отчёты` },
];

/** Rights that can be given here. */
export const SCOPES: { scope: ApiScope; name: MessageDescriptor }[] = [
  { scope: 'chats:read', name: msg`читать чаты и сообщения` },
  { scope: 'chats:write', name: msg`отвечать покупателям` },
  { scope: 'accounts:read', name: msg`видеть кабинеты и их состояние` },
  { scope: 'accounts:write', name: msg`запускать обновление и менять настройки кабинетов` },
];

export const scopeName = (scope: ApiScope): MessageDescriptor | undefined =>
  [...SCOPES, ...OTHERS].find((one) => one.scope === scope)?.name;

import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ApiScope } from '@/api/types';

export const SCOPES: { scope: ApiScope; name: MessageDescriptor }[] = [
  { scope: 'chats:read', name: msg`читать чаты и сообщения` },
  { scope: 'chats:write', name: msg`отвечать покупателям` },
  { scope: 'accounts:read', name: msg`видеть кабинеты и их состояние` },
  { scope: 'accounts:write', name: msg`запускать обновление и менять настройки кабинетов` },
];

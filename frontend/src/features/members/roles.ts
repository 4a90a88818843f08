import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Member } from '@/api/types';

type Role = { name: MessageDescriptor; rights: MessageDescriptor };

/** What each role may, in plain words. */
export const ROLES: Record<Member['role'], Role> = {
  agent: {
    name: msg`Агент`,
    rights: msg`Отвечает покупателям, видит все чаты и отчёты, ведёт шаблоны.`,
  },
  owner: {
    name: msg`Владелец`,
    rights: msg`Всё то же, и ещё: кабинеты и ключи Ozon, сроки ответа, сотрудники, API-ключи, журнал.`,
  },
};

export const ROLE_ORDER: Member['role'][] = ['agent', 'owner'];

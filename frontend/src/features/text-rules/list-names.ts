import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ListName } from './draft';

type Names = { name: MessageDescriptor; hint: MessageDescriptor };

export const LIST_NAMES: Record<ListName, Names> = {
  messengers: { name: msg`Мессенджеры`, hint: msg`Названия, по которым видно, что зовут в другой канал.` },
  payment: { name: msg`Оплата мимо площадки`, hint: msg`Слова о переводах и реквизитах.` },
  sites: {
    name: msg`Разрешённые сайты`,
    hint: msg`Ссылки на них не считаются сторонними. Только адрес, например ozon.ru.`,
  },
  promises: { name: msg`Обещания`, hint: msg`То, что нельзя гарантировать покупателю.` },
  blame: { name: msg`Упрёки`, hint: msg`То, что звучит как обвинение покупателя.` },
  jargon: { name: msg`Жаргон`, hint: msg`Слова, которых покупатель не поймёт.` },
};

/** Contacts cost a shop its chats; manners cost it a buyer. */
export const CONTACT_LISTS: ListName[] = ['messengers', 'payment', 'sites'];
export const MANNER_LISTS: ListName[] = ['promises', 'blame', 'jargon'];

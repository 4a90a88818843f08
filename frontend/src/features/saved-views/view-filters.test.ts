import { expect, it } from 'vitest';
import { readFilters } from '@/domain/chats/filters';
import { filtersOf, isShown, keptOf } from './view-filters';

const address = new URLSearchParams('view=all&account=3,4&assignee=none&sort=newest&q=возврат&chat=9');
const view = { id: '1', name: 'Возвраты', place: 0, revision: 1, ...keptOf(readFilters(address)) };

it('keeps what the address says, but not which chat is open', () => {
  const { chat, ...kept } = readFilters(address);

  expect(filtersOf(view)).toEqual(kept);
  expect(chat).toBe('9');
});

it('knows whether the address shows just this view', () => {
  expect(isShown(view, readFilters(address))).toBe(true);
  expect(isShown(view, { ...readFilters(address), assignee: 'me' })).toBe(false);
});

import { expect, it } from 'vitest';
import { inboxPath, listQuery, readFilters, writeFilters } from './filters';

it('opens the same thing from a copied address', () => {
  const address = 'view=urgent&account=3%2C4&sort=oldest&q=48866017-0495&chat=12';

  expect(writeFilters(readFilters(new URLSearchParams(address)))).toBe(address);
});

it('falls back to the chats that wait, by deadline', () => {
  expect(readFilters(new URLSearchParams('view=nonsense&sort=nonsense'))).toEqual({
    view: 'waiting',
    accounts: [],
    assignee: null,
    sort: 'deadline',
    search: '',
    chat: null,
  });
});

it('asks the server with its own words', () => {
  const filters = readFilters(new URLSearchParams('view=failed&account=3,4&q=подушка'));

  expect(listQuery(filters)).toEqual({
    queue: 'failed',
    ordering: 'deadline',
    chat_account: '3,4',
    search: 'подушка',
  });
  expect(inboxPath('dom')).toBe('/w/dom/inbox?view=waiting');
});

import { expect, it } from 'vitest';
import { changeFilters, inboxPath, listQuery, readFilters, writeFilters } from './filters';

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

it.each([
  ['view=answered', 'newest', 'view=answered'],
  ['view=closed&sort=newest', 'newest', 'view=closed'],
  ['view=answered&sort=deadline', 'deadline', 'view=answered&sort=deadline'],
  ['view=waiting&sort=newest', 'newest', 'view=waiting&sort=newest'],
])('reads the order of %s as %s and writes it only where it was chosen', (address, sort, written) => {
  const filters = readFilters(new URLSearchParams(address));

  expect(filters.sort).toBe(sort);
  expect(writeFilters(filters)).toBe(written);
});

it('leaves the usual order of a view with the view, and takes along the chosen one', () => {
  const from = (address: string) => readFilters(new URLSearchParams(address));

  expect(writeFilters(changeFilters(from('view=answered'), { view: 'waiting' }))).toBe('view=waiting');
  expect(writeFilters(changeFilters(from('view=waiting'), { view: 'closed' }))).toBe('view=closed');
  expect(writeFilters(changeFilters(from('view=waiting&sort=oldest'), { view: 'all' }))).toBe(
    'view=all&sort=oldest',
  );
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

import { expect, it } from 'vitest';
import { type Item, matching } from './match';

const item = (id: string, name: string, also = ''): Item => ({ id, name, also, run: () => undefined });
const items = [
  item('late', 'Срочные', 'urgent'),
  item('note', 'Заметка для команды', 'note'),
  item('all', 'Все', 'all'),
];

const ids = (found: Item[]) => found.map((one) => one.id);

it('finds by a part of the Russian name and by the English word', () => {
  expect(ids(matching(items, 'замет', []))).toEqual(['note']);
  expect(ids(matching(items, 'URG', []))).toEqual(['late']);
  expect(ids(matching(items, 'команды для', []))).toEqual(['note']);
});

it('puts first what was used last', () => {
  expect(ids(matching(items, '', ['all', 'note']))).toEqual(['all', 'note', 'late']);
});

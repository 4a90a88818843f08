import { expect, it } from 'vitest';
import { placesOf } from './places';

it.each([
  ['Заказ и ещё заказ', 'заказ', [0, 12]],
  ['Всё ещё жду', 'все еще', [0]],
  ['ааа', 'аа', [0]],
  ['Спасибо', 'заказ', []],
  ['Спасибо', '', []],
])('finds in «%s» the words «%s»', (text, words, places) => {
  expect(placesOf(text, words)).toEqual(places);
});

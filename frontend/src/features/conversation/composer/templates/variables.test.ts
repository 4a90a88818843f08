import { expect, it } from 'vitest';
import { fillTyped, gapsIn, nextGap, withGaps } from './variables';

it('finds our variables and leaves other braces to their writer', () => {
  expect(gapsIn('Трек {трек}, размер {M}, до {дата_доставки|завтра}').map((gap) => gap.name)).toEqual([
    'трек',
    'дата_доставки',
  ]);
});

it('goes from one gap to the next and ends behind the last', () => {
  const text = '{трек} и {товар}';

  expect(nextGap(text, 0)?.name).toBe('трек');
  expect(nextGap(text, 1)?.name).toBe('товар');
  expect(nextGap(text, text.length)).toBeUndefined();
});

it.each([
  ['a known value', 'Про {товар}', { товар: 'Ночник' }, 'Про Ночник'],
  ['a default, while the value is unknown', '{имя|Покупатель}', { имя: null }, 'Покупатель'],
  ['the value before the default', '{имя|Покупатель}', { имя: 'Анна' }, 'Анна'],
])('fills what is typed with %s', (_name, text, values, filled) => {
  expect(fillTyped(text, text.length, values)).toEqual({ text: filled, cursor: filled.length });
});

it('leaves a variable nobody knows, and one that is not just being closed', () => {
  expect(fillTyped('{трек}', 6, {})).toBeNull();
  expect(fillTyped('{товар} и', 9, { товар: 'Ночник' })).toBeNull();
});

it('cuts a text into pieces that make it again', () => {
  const pieces = withGaps('Номер {трек}.');

  expect(pieces.map((piece) => piece.text).join('')).toBe('Номер {трек}.');
  expect(pieces.filter((piece) => piece.gap)).toHaveLength(1);
});

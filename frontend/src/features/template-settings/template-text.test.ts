import { expect, it } from 'vitest';
import { fillTemplate, placeOf, templateProblem } from './template-text';

const said = (text: string, values = {}) =>
  fillTemplate(text, values)
    .map((piece) => piece.text)
    .join('');

it('puts values in their places, the word after the bar where there is none, and shows what is missing', () => {
  const text = 'Здравствуйте, {имя|покупатель}! Заказ {номер_заказа} едет, трек {трек}.';

  const pieces = fillTemplate(text, { номер_заказа: '77-1' });

  expect(said(text, { номер_заказа: '77-1' })).toBe(
    'Здравствуйте, покупатель! Заказ 77-1 едет, трек {трек}.',
  );
  expect(pieces.filter((piece) => piece.kind === 'missing')).toEqual([{ kind: 'missing', text: '{трек}' }]);
});

it.each([
  ['Заказ {номер_заказа} едет', null],
  ['Заказ {номер_заказа едет', { kind: 'brace' }],
  ['{{имя|друг}}', { kind: 'brace' }],
  ['Привет, {имя}', { kind: 'no-default', name: 'имя' }],
  ['Привет, {имя| }', { kind: 'no-default', name: 'имя' }],
  ['Код {промокод}', { kind: 'unknown', name: 'промокод' }],
])('says what is wrong with «%s»', (text, problem) => {
  expect(templateProblem(text)).toEqual(problem);
});

it('writes a name together with its word', () => {
  expect(placeOf('имя', 'покупатель')).toBe('{имя|покупатель}');
  expect(placeOf('трек', 'покупатель')).toBe('{трек}');
});

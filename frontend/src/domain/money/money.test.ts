import { i18n } from '@lingui/core';
import { expect, it } from 'vitest';
import { moneyText } from './money';

it.each([
  ['2490.00', '2 490 ₽'],
  ['89.90', '89,90 ₽'],
  ['0.00', '0 ₽'],
])('writes %s as %s', (amount, text) => {
  expect(moneyText(i18n, { amount, currency: 'RUB' }).replaceAll(/\s/gu, ' ')).toBe(text);
});

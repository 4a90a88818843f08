import { expect, it } from 'vitest';
import { codePoints, initials } from './text';

it('counts code points, so that a picture sign is one', () => {
  expect(codePoints('Да 👍🏽')).toBe(5);
  expect(codePoints('ё'.normalize('NFC'))).toBe(1);
});

it('takes the first letters of two words', () => {
  expect(initials('«Дом» и тишина')).toBe('ДИ');
  expect(initials('')).toBe('');
});

import { i18n } from '@lingui/core';
import { describe, expect, it } from 'vitest';
import { waitInWords } from './formats';

describe('waitInWords', () => {
  it.each([
    [0, '0 с'],
    [59, '59 с'],
    [60, '1 мин'],
    [2849, '47 мин'],
    [3599, '1 ч'],
    [12_000, '3 ч 20 мин'],
    [86_400, '1 дн'],
    [100_800, '1 дн 4 ч'],
    [172_000, '2 дн'],
  ])('says %i seconds as %s', (seconds, words) => {
    expect(waitInWords(i18n, seconds).replace(/\u00a0/gu, ' ')).toBe(words);
  });
});

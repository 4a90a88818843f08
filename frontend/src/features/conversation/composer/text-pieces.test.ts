import { expect, it } from 'vitest';
import type { TextFinding } from '@/api/types';
import { inPieces } from './text-pieces';

const finding = (start: number, end: number): TextFinding => ({
  rule: 'phone',
  group: 'contacts',
  text: '',
  start,
  end,
  refused: false,
  reason: 'Телефон в ответе.',
  remedy: null,
});

it('marks what was found and makes the same text again', () => {
  const pieces = inPieces('Звоните 8 900 000-00-00.', [finding(8, 23)]);

  expect(pieces.map(({ text, found }) => [text, found !== null])).toEqual([
    ['Звоните ', false],
    ['8 900 000-00-00', true],
    ['.', false],
  ]);
});

it('counts as the server does: a sign of two units is one character', () => {
  const pieces = inPieces('👍👍 бот', [finding(3, 6)]);

  expect(pieces.find(({ found }) => found)?.text).toBe('бот');
});

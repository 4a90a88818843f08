import { expect, it } from 'vitest';
import { lengthState } from './length-counter';

it('appears at 80 % of the limit and never cuts', () => {
  expect(lengthState('а'.repeat(799), 1000)).toMatchObject({ shown: false, over: 0 });
  expect(lengthState('а'.repeat(800), 1000)).toMatchObject({ shown: true, over: 0 });
  expect(lengthState('а'.repeat(1012), 1000)).toMatchObject({ over: 12 });
});

it('counts signs of two units once, and not the blanks around', () => {
  expect(lengthState(` ${'👍'.repeat(1000)} `, 1000).over).toBe(0);
});

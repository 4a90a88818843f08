import { expect, it } from 'vitest';
import { subscriptionName } from './check-list';

it.each([
  ['PREMIUM_PLUS', 'Premium Plus'],
  ['PREMIUM', 'Premium'],
  ['UNSPECIFIED', null],
  [null, null],
])('calls the subscription %s by the name %s', (code, name) => {
  expect(subscriptionName(code)).toBe(name);
});

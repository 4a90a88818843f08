import { expect, it } from 'vitest';
import { refusalOf } from './use-pending-files';

const limits = { file_max_bytes: 10, file_types: ['image/png'] };

it('refuses a file by the limits of its account before it is sent', () => {
  expect(refusalOf({ size: 10, type: 'image/png' }, limits)).toBeNull();
  expect(refusalOf({ size: 11, type: 'image/png' }, limits)).toBe('size');
  expect(refusalOf({ size: 1, type: 'image/heic' }, limits)).toBe('type');
  expect(refusalOf({ size: 1, type: 'image/heic' }, undefined)).toBeNull();
});

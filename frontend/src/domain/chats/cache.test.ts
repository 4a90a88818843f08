import { expect, it } from 'vitest';
import { makeMessage } from '@/testing/factories';
import { allMessages, appendMessages, type MessagePages } from './cache';

const pages = (): MessagePages => ({
  pageParams: [null, 'm3'],
  pages: [
    {
      results: [makeMessage({ id: 'm3' }), makeMessage({ id: 'm4' })],
      has_older: true,
      has_newer: false,
      found: null,
    },
    {
      results: [makeMessage({ id: 'm1' }), makeMessage({ id: 'm2' })],
      has_older: false,
      has_newer: false,
      found: null,
    },
  ],
});

const ids = (data: MessagePages) => allMessages(data).map((message) => message.id);

it('reads pages from the oldest to the newest', () => {
  expect(ids(pages())).toEqual(['m1', 'm2', 'm3', 'm4']);
});

it('adds what is new at the end', () => {
  expect(ids(appendMessages(pages(), [makeMessage({ id: 'm5' })]))).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
});

it('replaces what is known instead of doubling it', () => {
  const data = appendMessages(pages(), [
    makeMessage({ id: 'm2', text: 'Исправлено' }),
    makeMessage({ id: 'm5' }),
  ]);

  expect(ids(data)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
  expect(allMessages(data)[1]?.text).toBe('Исправлено');
});

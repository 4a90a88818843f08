import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { makeMessage, makeReply } from '@/testing/factories';
import { allMessages, appendMessages, type MessagePages, putReply } from './cache';
import { chatKeys } from './keys';

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

it('does not take a reply that was sent elsewhere for all that are open in its chat', () => {
  const client = new QueryClient();
  client.setQueryData(chatKeys.replies('2'), [makeReply({ id: '6', chat_id: '2' })]);

  putReply(client, makeReply({ id: '5', chat_id: '1' }));
  putReply(client, makeReply({ id: '7', chat_id: '2' }));

  expect(client.getQueryState(chatKeys.replies('1'))?.isInvalidated).toBe(true);
  expect(client.getQueryState(chatKeys.replies('2'))?.isInvalidated).toBe(false);
  expect(client.getQueryData(chatKeys.replies('2'))).toHaveLength(2);
});

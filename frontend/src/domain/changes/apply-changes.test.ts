import { expect, it } from 'vitest';
import type { Change } from '@/api/types';
import { touchedBy } from './apply-changes';

const change = (kind: Change['kind'], chat_id: string | null): Change => ({
  seq: '1',
  kind,
  chat_account_id: 'a1',
  chat_id,
  message_id: null,
  reply_id: null,
  notification_id: null,
  at: '2026-11-23T11:05:00Z',
});

it('sorts a page of the feed by what it touches', () => {
  const touched = touchedBy([
    change('message.created', 'c1'),
    change('reply.updated', 'c2'),
    change('message.updated', 'c1'),
    change('import.progress', null),
  ]);

  expect([...touched.chats]).toEqual(['c1', 'c2']);
  expect([...touched.newMessages]).toEqual(['c1']);
  expect([...touched.editedMessages]).toEqual(['c1']);
  expect([...touched.replies]).toEqual(['c2']);
  expect(touched).toMatchObject({ accounts: true, imported: true });
});

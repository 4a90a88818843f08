import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { http } from 'msw';
import { expect, it, vi } from 'vitest';
import { allMessages, type MessagePages } from '@/domain/chats/cache';
import { chatKeys } from '@/domain/chats/keys';
import { messagesQuery } from '@/domain/chats/queries';
import { refusal } from '@/testing/answers';
import { makeChat, makeMessage } from '@/testing/factories';
import { serve, server } from '@/testing/server';
import { buyerWrites } from '@/testing/world';
import { applyChanges } from './apply-changes';

it('asks again for a message whose first request failed', async () => {
  const world = serve({
    chats: [makeChat({ id: 'c1' })],
    messages: new Map([['c1', [makeMessage({ id: 'm1', chat_id: 'c1' })]]]),
  });
  const client = new QueryClient();
  const leave = new InfiniteQueryObserver(client, messagesQuery('c1')).subscribe(() => undefined);
  const shown = () =>
    allMessages(client.getQueryData<MessagePages>(chatKeys.messages('c1'))).map((message) => message.text);
  await vi.waitFor(() => expect(shown()).toHaveLength(1));
  buyerWrites(world, 'c1', 'А чек будет?');
  server.use(
    http.get('*/api/v1/chats/c1/messages', () => refusal(503, 'database_unavailable', 'База не отвечает.'), {
      once: true,
    }),
  );

  await applyChanges(client, world.changes);

  await vi.waitFor(() => expect(shown()).toContain('А чек будет?'));
  leave();
});

it('keeps a message that came while an older page was on its way', async () => {
  const before = Array.from({ length: 60 }, (_, place) =>
    makeMessage({ id: `m${place}`, chat_id: 'c1', text: `№ ${place}` }),
  );
  const world = serve({ chats: [makeChat({ id: 'c1' })], messages: new Map([['c1', before]]) });
  const client = new QueryClient();
  const observer = new InfiniteQueryObserver(client, messagesQuery('c1'));
  const leave = observer.subscribe(() => undefined);
  const shown = () =>
    allMessages(client.getQueryData<MessagePages>(chatKeys.messages('c1'))).map((message) => message.text);
  await vi.waitFor(() => expect(shown()).toHaveLength(50));
  let letGo: () => void = () => undefined;
  server.use(
    http.get('*/api/v1/chats/c1/messages', async ({ request }) => {
      if (new URL(request.url).searchParams.has('before')) await new Promise<void>((done) => (letGo = done));
    }),
  );

  void observer.fetchNextPage();
  buyerWrites(world, 'c1', 'А чек будет?');
  const applied = applyChanges(client, world.changes);
  const freeing = setInterval(() => letGo(), 5);
  await applied;

  await vi.waitFor(() => expect(client.isFetching()).toBe(0));
  clearInterval(freeing);
  expect(shown()).toContain('А чек будет?');
  leave();
});

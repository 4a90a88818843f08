import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Chat } from '@/api/types';
import { makeChat } from '@/testing/factories';
import { serve, server } from '@/testing/server';
import type { World } from '@/testing/world';
import { cutToFirst, renewLists } from './deep-lists';
import { chatListQuery } from './queries';

const LIST = chatListQuery({ queue: 'all', ordering: 'newest' });
const PER_PAGE = 60;

const chatAt = (place: number, part: Partial<Chat> = {}): Chat =>
  makeChat({
    id: `c${place}`,
    last_message_at: new Date(Date.UTC(2026, 10, 20) - place * 60_000).toISOString(),
    ...part,
  });

let world: World;
let client: QueryClient;
let leave: () => void;
let asked: string[];

const shown = () => client.getQueryData(LIST.queryKey)?.pages.flatMap((page) => page.results) ?? [];

/** A list of so many pages, somebody looks at it, and all that is asked for from now on is noted. */
async function scrolled(pages: number): Promise<void> {
  world = serve({ chats: Array.from({ length: 480 }, (_, place) => chatAt(place)) });
  client = new QueryClient();
  const list = new InfiniteQueryObserver(client, LIST);
  leave = list.subscribe(() => undefined);
  await vi.waitFor(() => expect(shown()).toHaveLength(PER_PAGE));
  for (let page = 1; page < pages; page += 1) await list.fetchNextPage();
  asked = [];
  server.events.on('request:start', ({ request }) => {
    asked.push(new URL(request.url).pathname);
  });
}

beforeEach(() => {
  asked = [];
});
afterEach(() => {
  server.events.removeAllListeners();
  leave();
});

function change(place: number, part: Partial<Chat>): void {
  world.chats = world.chats.map((chat) => (chat.id === `c${place}` ? { ...chat, ...part } : chat));
}

it('asks of a list scrolled far down for its first page and the chats that changed', async () => {
  await scrolled(7);
  change(300, { preview: 'Где чек?' });
  world.chats = [chatAt(-1, { id: 'new' }), ...world.chats];

  await renewLists(client, ['c300', 'new', 'elsewhere']);

  expect(asked.toSorted()).toEqual(['/api/v1/chats', '/api/v1/chats/c300']);
  expect(shown().map((chat) => chat.id)).toEqual([
    'new',
    ...Array.from({ length: 420 }, (_, place) => `c${place}`),
  ]);
  expect(shown().find((chat) => chat.id === 'c300')?.preview).toBe('Где чек?');
});

it('shows a chat that came up from far below once, and at the top', async () => {
  await scrolled(7);
  change(400, { last_message_at: '2026-11-21T00:00:00Z' });

  await renewLists(client, ['c400']);

  expect(shown()[0]?.id).toBe('c400');
  expect(shown().filter((chat) => chat.id === 'c400')).toHaveLength(1);
  expect(shown()).toHaveLength(420);
});

it('keeps a further page that came while the first one was read anew', async () => {
  await scrolled(6);
  let release: () => void = () => undefined;
  server.use(
    http.get('*/api/v1/chats', async ({ request }) => {
      if (new URL(request.url).searchParams.has('cursor'))
        await new Promise<void>((done) => {
          release = done;
        });
    }),
  );
  const further = client.fetchInfiniteQuery({ ...LIST, pages: 7, staleTime: 0 });
  change(0, { preview: 'Где чек?' });

  const renewed = renewLists(client, ['c0']);
  const freeing = setInterval(() => release(), 5);
  await Promise.all([further, renewed]);
  clearInterval(freeing);

  expect(shown()).toHaveLength(420);
  expect(shown()[0]?.preview).toBe('Где чек?');
});

it('reads a short list as a whole', async () => {
  await scrolled(2);

  await renewLists(client, ['c3']);

  await vi.waitFor(() => expect(asked).toEqual(['/api/v1/chats', '/api/v1/chats']));
});

it('reads all anew where the first page could not be had', async () => {
  await scrolled(6);
  change(200, { preview: 'Где чек?' });
  server.use(
    http.get('*/api/v1/chats/c200', () =>
      HttpResponse.json({ code: 'database_unavailable' }, { status: 503 }),
    ),
  );

  await renewLists(client, ['c200']);

  expect(shown().find((chat) => chat.id === 'c200')?.preview).toBe('Где чек?');
});

it('lets go of what is below for somebody at the top again', async () => {
  await scrolled(7);

  cutToFirst(client, LIST.queryKey);

  await vi.waitFor(() => expect(asked).toEqual(['/api/v1/chats']));
  expect(shown()).toHaveLength(PER_PAGE);
});

import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http } from 'msw';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { refusal } from '@/testing/answers';
import { makeChat } from '@/testing/factories';
import { loadInbox, openApp } from '@/testing/render';
import { serve, server } from '@/testing/server';
import { announce } from '@/testing/world';

beforeAll(loadInbox);

const PER_PAGE = 60;
const PAGES = 7;
const HEIGHT = 76;

const list = () => screen.findByRole('listbox', { name: 'Чаты' });
let asked: (string | null)[] = [];

beforeEach(() => {
  vi.spyOn(Element.prototype, 'scrollTo').mockImplementation(function (
    this: Element,
    to?: ScrollToOptions | number,
  ) {
    if (typeof to === 'object') this.scrollTop = to.top ?? 0;
  });
  asked = [];
  server.events.removeAllListeners();
  server.events.on('request:start', ({ request }) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/api/v1/chats') asked.push(searchParams.get('cursor'));
  });
});

async function scrollTo(row: number): Promise<void> {
  fireEvent.scroll(await list(), { target: { scrollTop: row * HEIGHT } });
}

const manyChats = () =>
  Array.from({ length: PER_PAGE * PAGES }, (_, place) =>
    makeChat({
      id: `c${place}`,
      title: `Чат ${place}`,
      last_message_at: new Date(Date.UTC(2026, 10, 20) - place * 60_000).toISOString(),
    }),
  );

it('asks for a further page that was refused no more than once in a while', async () => {
  serve({ chats: manyChats() });
  server.use(
    http.get('*/api/v1/chats', ({ request }) =>
      new URL(request.url).searchParams.has('cursor')
        ? refusal(429, 'throttled', 'Слишком часто.')
        : undefined,
    ),
  );
  openApp('/w/dom/inbox?view=all&sort=newest');
  await screen.findByText('Чат 0');

  await scrollTo(PER_PAGE - 10);
  await waitFor(() => expect(asked).toContain('60'));
  await new Promise((resolve) => setTimeout(resolve, 500));

  expect(asked.filter((cursor) => cursor === '60')).toHaveLength(1);
});

it('reads one page after a change for who is at the top again, however far down one was', async () => {
  const world = serve({ chats: manyChats() });
  openApp('/w/dom/inbox?view=all&sort=newest&q=Чат');
  await screen.findByText('Чат 0');
  for (let page = 1; page < PAGES; page += 1) {
    await scrollTo(page * PER_PAGE - 10);
    // Who is slow is asked from the top again meanwhile, so nothing follows from how many there were.
    await waitFor(() => expect(asked).toContain(String(page * PER_PAGE)));
  }
  await screen.findByText(`Чат ${PER_PAGE * (PAGES - 1) - 10}`);

  await scrollTo(0);
  await screen.findByText('Чат 0');
  asked = [];
  world.chats = world.chats.map((chat) => (chat.id === 'c5' ? { ...chat, preview: 'Где чек?' } : chat));
  announce(world, { kind: 'chat.updated', chat_id: 'c5' });
  act(() => void window.dispatchEvent(new Event('focus')));
  await screen.findByText('Где чек?');

  await scrollTo(PER_PAGE - 10);
  await waitFor(() => expect(asked).toContain('60'));
  expect(asked.filter((cursor) => cursor !== null)).toEqual(['60']);
  expect(await screen.findByText(`Чат ${PER_PAGE - 5}`)).toBeVisible();
});

it('is found where it was left by who comes back to it', async () => {
  serve({ chats: manyChats() });
  openApp('/w/dom/inbox?view=all&sort=newest&assignee=none');
  await screen.findByText('Чат 0');
  await scrollTo(30);
  await screen.findByText('Чат 30');

  await userEvent.click(screen.getByRole('link', { name: 'Отчёты' }));
  await waitFor(() => expect(screen.queryByRole('listbox', { name: 'Чаты' })).toBeNull());
  act(() => window.history.back());

  expect((await list()).scrollTop).toBe(30 * HEIGHT);
  expect(await screen.findByText('Чат 30')).toBeVisible();
  expect(screen.queryByText('Чат 0')).toBeNull();
});

it('goes to its end and back at once', async () => {
  serve({
    chats: manyChats()
      .slice(0, 40)
      .map((chat) => ({ ...chat, unread_count: 1 })),
  });
  openApp('/w/dom/inbox?view=unread&sort=newest');
  await screen.findByText('Чат 0');

  Object.defineProperty(await list(), 'scrollHeight', { value: 40 * HEIGHT });
  fireEvent.keyDown(await list(), { key: 'End' });
  fireEvent.scroll(await list());
  expect(await screen.findByText('Чат 39')).toBeVisible();
  fireEvent.keyDown(await list(), { key: 'Home' });
  fireEvent.scroll(await list());
  expect(await screen.findByText('Чат 0')).toBeVisible();
});

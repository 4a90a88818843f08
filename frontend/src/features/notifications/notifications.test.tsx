import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { at } from '@/testing/factories';
import { makeNotices, makeNotification } from '@/testing/notification-handlers';
import { openApp } from '@/testing/render';
import { serve } from '@/testing/server';
import { announce, type World } from '@/testing/world';
import { chime } from './chime';

vi.mock('./chime', () => ({ chime: vi.fn(async () => undefined) }));

beforeAll(() => Promise.all([import('./notifications-page'), import('./alerts')]));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.mocked(chime).mockClear();
});

it('lists what one was told, leads to the chat, and marks all as read', async () => {
  const world = serve({
    notices: makeNotices({
      list: [
        makeNotification({ id: 'n2', kind: 'obligation.breached', is_stale: true }),
        makeNotification({
          id: 'n1',
          kind: 'digest',
          chat: null,
          counts: { 'obligation.breached': 5, 'window.closing': 2 },
        }),
      ],
    }),
  });
  openApp('/w/dom/notifications');

  const [breach, digest] = await within(await screen.findByRole('main')).findAllByRole('listitem');
  expect(breach).toHaveTextContent(/Срок ответа прошёл.*не прочитано.*данные кабинета могли устареть/);
  expect(within(breach as HTMLElement).getByRole('link')).toHaveAttribute(
    'href',
    '/w/dom/inbox?view=all&chat=c1',
  );
  expect(digest).toHaveTextContent('Сразу о нескольких чатах — просрочено: 5, закрывается окно: 2');
  await userEvent.click(screen.getByRole('button', { name: 'Прочитать все' }));

  await waitFor(() => expect(screen.queryByText(/не прочитано/)).not.toBeInTheDocument());
  expect(world.notices.list.every((one) => one.read_at !== null)).toBe(true);
});

/** The server tells of something new, and the page looks again. */
async function tell(world: World, id: string): Promise<void> {
  world.notices.list = [makeNotification({ id, created_at: at(0) }), ...world.notices.list];
  announce(world, { kind: 'notification.created', notification_id: id });
  await act(async () => {
    window.dispatchEvent(new Event('focus'));
  });
}

function stubBrowser(permission: NotificationPermission) {
  const shown: { title: string; tag?: string }[] = [];
  class Shown {
    static permission = permission;
    static requestPermission = async () => permission;
    onclick = null;
    constructor(title: string, options: NotificationOptions) {
      shown.push({ title, tag: options.tag });
    }
    close() {}
  }
  vi.stubGlobal('Notification', Shown);
  return shown;
}

it('counts what is unread in the sections, sounds and pops up once it was turned on', async () => {
  const shown = stubBrowser('granted');
  const notices = makeNotices();
  const settings = { ...notices.settings, browser: true, sound: true };
  const world = serve({ notices: { ...notices, settings } });
  openApp('/w/dom/notifications');
  await screen.findByText('Уведомлений пока нет');

  await tell(world, 'n7');

  await waitFor(() => expect(shown).toHaveLength(1));
  expect(chime).toHaveBeenCalledOnce();
  expect(shown[0]?.title).toMatch(/^Скоро срок ответа/);
  expect(shown[0]?.tag).toBe('chat-c1');
  expect(await screen.findByRole('link', { name: /^Уведомления\s*1$/ })).toBeVisible();
});

it('neither sounds nor pops up before it was asked for', async () => {
  const shown = stubBrowser('granted');
  const world = serve();
  openApp('/w/dom/notifications');
  await screen.findByText('Уведомлений пока нет');

  await tell(world, 'n8');

  expect(await screen.findByText(/^Скоро срок ответа/)).toBeVisible();
  expect(shown).toEqual([]);
  expect(chime).not.toHaveBeenCalled();
});

import { HttpResponse, http } from 'msw';
import type { Delivery, Notification, NotificationSettings, TelegramChannel, Trial } from '@/api/types';
import { changedMeanwhile, isStale, page } from './answers';
import { at } from './factories';
import type { World } from './world';

export type Notices = {
  list: Notification[];
  settings: NotificationSettings;
  telegram: TelegramChannel;
  deliveries: Delivery[];
  trial: Trial;
};

export function makeNotification(part: Partial<Notification> = {}): Notification {
  return {
    id: 'n1',
    kind: 'obligation.warning',
    chat: { id: 'c1', title: 'Ночник «Лис»' },
    chat_account_id: 'a1',
    about_at: at(30),
    threshold_hours: null,
    counts: {},
    is_late: false,
    is_stale: false,
    is_quiet: false,
    created_at: at(0),
    read_at: null,
    ...part,
  };
}

export const noTelegram: TelegramChannel = {
  is_connected: false,
  chat_id: null,
  token_hint: null,
  events: [],
  quiet_hours: null,
  language: null,
  last_sent_at: null,
  version: 'v-1',
  trouble: null,
};

export function makeNotices(part: Partial<Notices> = {}): Notices {
  return {
    list: [],
    settings: {
      channels: { spa: ['obligation.warning', 'obligation.breached'], email: ['obligation.breached'] },
      quiet_hours: null,
      sound: false,
      browser: false,
      weekly_report: true,
      email: 'olga@example.com',
      version: 'v-1',
    },
    telegram: noTelegram,
    deliveries: [],
    trial: {
      ok: true,
      channel: 'email',
      sent_to: 'olga@example.com',
      reason: null,
      notification_id: null,
      delivery_id: '1',
    },
    ...part,
  };
}

const unread = (world: World) => world.notices.list.filter((one) => one.read_at === null);

export const notificationHandlers = (world: World) => [
  http.get('*/api/v1/notifications', ({ request }) =>
    HttpResponse.json(
      page(new URL(request.url).searchParams.get('unread') ? unread(world) : world.notices.list),
    ),
  ),
  http.get('*/api/v1/notifications/counts', () => HttpResponse.json({ unread_count: unread(world).length })),
  http.post('*/api/v1/notifications/read', () => {
    world.notices.list = world.notices.list.map((one) => ({ ...one, read_at: at(1) }));
    return HttpResponse.json({ unread_count: 0 });
  }),
  http.get('*/api/v1/notifications/settings', () => HttpResponse.json(world.notices.settings)),
  http.patch('*/api/v1/notifications/settings', async ({ request }) => {
    const { channels, ...rest } = (await request.json()) as Partial<NotificationSettings>;
    const { settings } = world.notices;
    if (isStale(request, settings)) return changedMeanwhile(settings);
    world.notices.settings = { ...settings, ...rest, channels: { ...settings.channels, ...channels } };
    return HttpResponse.json(world.notices.settings);
  }),
  http.get('*/api/v1/notifications/telegram', () => HttpResponse.json(world.notices.telegram)),
  http.put('*/api/v1/notifications/telegram', async ({ request }) => {
    const { token, ...rest } = (await request.json()) as { token?: string } & Partial<TelegramChannel>;
    const { telegram } = world.notices;
    if (isStale(request, telegram)) return changedMeanwhile(telegram);
    const token_hint = token === undefined ? telegram.token_hint : token.slice(-4);
    world.notices.telegram = { ...telegram, is_connected: true, ...rest, token_hint };
    return HttpResponse.json(world.notices.telegram);
  }),
  http.delete('*/api/v1/notifications/telegram', () => {
    world.notices.telegram = noTelegram;
    return new HttpResponse(null, { status: 204 });
  }),
  http.post('*/api/v1/notifications/test', async ({ request }) => {
    world.received.push({ key: 'test', body: (await request.json()) as Record<string, unknown> });
    return HttpResponse.json(world.notices.trial);
  }),
  http.get('*/api/v1/notifications/deliveries', () => HttpResponse.json(page(world.notices.deliveries))),
];

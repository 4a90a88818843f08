import { HttpResponse, http } from 'msw';
import type { Chat, ChatCounts, Companies, MessagePage } from '@/api/types';
import { notFound, page, refusal } from './answers';
import { clockDueIn, noClock } from './factories';
import type { World } from './world';

const MEMBERS = [
  { id: 'me', name: 'Ольга Ветрова' },
  { id: '2', name: 'Ирина Лугова' },
];

type Queue = keyof ChatCounts['queues'];

const QUEUES: Record<Queue, (chat: Chat, now: number) => boolean> = {
  waiting: (chat) => chat.clock.due_at !== null,
  urgent: (chat, now) => chat.clock.warn_at !== null && Date.parse(chat.clock.warn_at) <= now,
  late: (chat, now) => chat.clock.due_at !== null && Date.parse(chat.clock.due_at) < now,
  closing: () => false,
  unread: (chat) => chat.unread_count > 0,
  failed: (chat) => chat.reply_state === 'failed' || chat.reply_state === 'unclear',
  answered: (chat) => chat.answered_at !== null && chat.clock.due_at === null,
  snoozed: (chat) => chat.status === 'snoozed',
  closed: (chat) => chat.status === 'closed',
  all: () => true,
};

/** The chats that fit a query: the same predicate for lists and counts. */
function matching(world: World, params: URLSearchParams, queue: Queue): Chat[] {
  const accounts = params.get('chat_account')?.split(',') ?? [];
  const search = params.get('search')?.toLowerCase() ?? '';
  return world.chats.filter(
    (chat) =>
      QUEUES[queue](chat, Date.now()) &&
      (accounts.length === 0 || accounts.includes(chat.chat_account.id)) &&
      fitsAssignee(chat, params.get('assignee')) &&
      (search === '' ||
        `${chat.title} ${chat.order_number}-1 ${chat.preview}`.toLowerCase().includes(search)),
  );
}

function fitsAssignee(chat: Chat, assignee: string | null): boolean {
  if (assignee === 'none') return chat.assignee === null;
  return assignee !== 'me' || chat.assignee?.id === 'me';
}

const far = '9999';
const ORDERS: Record<string, (a: Chat, b: Chat) => number> = {
  deadline: (a, b) => (a.clock.deadline_at ?? far).localeCompare(b.clock.deadline_at ?? far),
  newest: (a, b) => (b.last_message_at ?? '').localeCompare(a.last_message_at ?? ''),
  oldest: (a, b) => (a.clock.opened_at ?? far).localeCompare(b.clock.opened_at ?? far),
};

export const chatHandlers = (world: World) => [
  http.get('*/api/v1/chats', ({ request }) => {
    const url = new URL(request.url);
    const queue = (url.searchParams.get('queue') ?? 'all') as Queue;
    const limit = Number(url.searchParams.get('limit') ?? 50);
    const from = Number(url.searchParams.get('cursor') ?? 0);
    const all = matching(world, url.searchParams, queue).sort(
      ORDERS[url.searchParams.get('ordering') ?? 'deadline'],
    );
    url.searchParams.set('cursor', `${from + limit}`);
    return HttpResponse.json({
      results: all.slice(from, from + limit),
      next: from + limit < all.length ? url.href : null,
      previous: null,
    });
  }),
  http.get('*/api/v1/chats/counts', ({ request }) => {
    const { searchParams } = new URL(request.url);
    const count = (queue: Queue) => matching(world, searchParams, queue).length;
    const queues = Object.fromEntries(Object.keys(QUEUES).map((queue) => [queue, count(queue as Queue)]));
    const accounts = Object.fromEntries(
      world.accounts.map((account) => [
        account.id,
        matching(world, searchParams, 'waiting').filter((chat) => chat.chat_account.id === account.id).length,
      ]),
    );
    searchParams.delete('assignee');
    const waiting = matching(world, searchParams, 'waiting');
    const mine = waiting.filter((chat) => fitsAssignee(chat, 'me')).length;
    const unassigned = waiting.filter((chat) => fitsAssignee(chat, 'none')).length;
    return HttpResponse.json({ queues, accounts, mine, unassigned } as ChatCounts);
  }),
  http.get('*/api/v1/chats/presence', () =>
    HttpResponse.json({
      known: true,
      chats: world.others.length === 0 ? [] : [{ chat_id: world.chats[0]?.id ?? '', others: world.others }],
    } satisfies Companies),
  ),
  http.get('*/api/v1/chats/:id', ({ params }) => {
    const chat = world.chats.find((one) => one.id === params.id);
    return chat ? HttpResponse.json(chat) : notFound();
  }),
  http.get('*/api/v1/chats/:id/messages', ({ params, request }) => {
    const query = new URL(request.url).searchParams;
    const words = query.get('search')?.toLowerCase() ?? null;
    const thread = world.messages.get(`${params.id}`) ?? [];
    const all = thread.filter((message) => message.text.toLowerCase().includes(words ?? ''));
    const limit = Number(query.get('limit') ?? 50);
    const index = (name: string) => all.findIndex((message) => message.id === query.get(name));
    const end = query.has('before') ? index('before') : all.length;
    const start = query.has('after') ? index('after') + 1 : Math.max(0, end - limit);
    const stop = query.has('after') ? Math.min(all.length, start + limit) : end;
    const body: MessagePage = {
      results: all.slice(start, stop),
      has_older: start > 0,
      has_newer: stop < all.length,
      found: words === null ? null : all.length,
    };
    return HttpResponse.json(body);
  }),
  http.get('*/api/v1/chats/:id/messages/:message/files/:number', ({ request }) => {
    const picture = world.pictures.get(new URL(request.url).pathname);
    return picture
      ? new HttpResponse(picture, { headers: { 'Content-Type': 'image/svg+xml' } })
      : refusal(404, 'not_found', 'Не найдено.');
  }),
  ...['waive', 'unwaive', 'snooze', 'close', 'reopen'].map((action) =>
    http.post(`*/api/v1/chats/:id/${action}`, async ({ params, request }) => {
      const body = (await request.json().catch(() => ({}))) as { until?: string };
      world.received.push({ key: `${action} ${params.id}`, body });
      const changed = world.chats.find((chat) => chat.id === params.id);
      if (!changed) return notFound();
      const chat = { ...changed, ...afterAction(action, changed, body.until ?? null) };
      world.chats = world.chats.map((one) => (one.id === chat.id ? chat : one));
      return HttpResponse.json(chat);
    }),
  ),
  http.get('*/api/v1/assignees', () => HttpResponse.json(page(MEMBERS))),
  http.patch('*/api/v1/chats/:id', async ({ params, request }) => {
    const { assignee } = (await request.json()) as { assignee: string | null };
    const changed = world.chats.find((chat) => chat.id === params.id);
    if (!changed) return notFound();
    const chat = { ...changed, assignee: MEMBERS.find(({ id }) => id === assignee) ?? null };
    world.chats = world.chats.map((one) => (one.id === chat.id ? chat : one));
    return HttpResponse.json(chat);
  }),
  http.post('*/api/v1/chats/:id/read', ({ params }) => {
    world.chats = world.chats.map((chat) => (chat.id === params.id ? { ...chat, unread_count: 0 } : chat));
    return HttpResponse.json({ unread_count: 0 });
  }),
];

function afterAction(action: string, chat: Chat, until: string | null): Partial<Chat> {
  if (action === 'waive') return { clock: noClock, suggests_waive: false };
  if (action === 'unwaive') return { clock: clockDueIn(30, Date.now()) };
  if (action === 'snooze') return { status: 'snoozed', snoozed_until: until };
  if (action === 'close') return { status: 'closed', clock: noClock, snoozed_until: null };
  return { status: 'open', snoozed_until: null, clock: chat.clock };
}

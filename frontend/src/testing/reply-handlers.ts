import { HttpResponse, http } from 'msw';
import type { Reply } from '@/api/types';
import { notFound, page, refusal } from './answers';
import { makeReply } from './factories';
import { announce, type World } from './world';

type Body = { text?: string; upload?: string; expected_last_message_id?: string };

export const replyHandlers = (world: World) => [
  http.get('*/api/v1/chats/:id/replies', ({ params }) =>
    HttpResponse.json(
      page(world.replies.filter((reply) => reply.chat_id === params.id && reply.state !== 'delivered')),
    ),
  ),
  http.post('*/api/v1/chats/:id/replies', async ({ params, request }) => {
    const key = request.headers.get('Idempotency-Key') ?? '';
    const body = (await request.json()) as Body;
    world.received.push({ key, body });
    const known = world.replies.find((reply) => reply.key === key);
    if (known) return HttpResponse.json(known, { status: 202, headers: { 'Idempotent-Replayed': 'true' } });
    const messages = world.messages.get(`${params.id}`) ?? [];
    const seen = messages.findIndex((message) => message.id === body.expected_last_message_id);
    const newer = messages.slice(seen + 1);
    if (body.expected_last_message_id !== undefined && newer.length > 0) {
      return refusal(409, 'chat_changed', 'В чате есть новые сообщения.', { extra: { messages: newer } });
    }
    const reply = makeReply({
      chat_id: `${params.id}`,
      key,
      text: body.text ?? '',
      file: body.upload === undefined ? null : { name: 'foto.png', content_type: 'image/png', size: 2048 },
      created_at: new Date().toISOString(),
    });
    world.replies = [reply, ...world.replies];
    announce(world, { kind: 'reply.updated', chat_id: reply.chat_id, reply_id: reply.id });
    return HttpResponse.json(reply, { status: 202 });
  }),
  http.post('*/api/v1/replies/:id/retry', ({ params }) => {
    const reply = changeReply(world, `${params.id}`, { state: 'queued', error_code: null, can_retry: false });
    return reply ? HttpResponse.json(reply, { status: 202 }) : notFound();
  }),
  http.delete('*/api/v1/replies/:id', ({ params }) => {
    world.replies = world.replies.filter((reply) => reply.id !== params.id);
    return new HttpResponse(null, { status: 204 });
  }),
  http.post('*/api/v1/uploads', () =>
    HttpResponse.json(
      { id: 'up1', name: 'foto.png', content_type: 'image/png', size: 2048 },
      { status: 201 },
    ),
  ),
];

/** Moves a reply along its way and tells the feed. */
export function changeReply(world: World, id: string, part: Partial<Reply>): Reply | undefined {
  world.replies = world.replies.map((reply) => (reply.id === id ? { ...reply, ...part } : reply));
  const reply = world.replies.find((one) => one.id === id);
  if (reply) announce(world, { kind: 'reply.updated', chat_id: reply.chat_id, reply_id: id });
  return reply;
}

import { api, unwrap } from '@/api/client';
import type { BulkAction, BulkResult, Chat } from '@/api/types';

export type Deed =
  | { action: 'close' | 'read' | 'unread' }
  | { action: 'snooze'; until: string }
  | { action: 'assign'; assignee: Chat['assignee'] };

const AT_ONCE = 100;
const SIDE_BY_SIDE = 5;

/** Does one thing to many chats; each succeeds or fails for itself. */
export async function doToMany(chats: Chat[], deed: Deed): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  for (let from = 0; from < chats.length; from += AT_ONCE) {
    const ids = chats.slice(from, from + AT_ONCE).map((chat) => chat.id);
    const answer = await unwrap(api.POST('/api/v1/chats/bulk', { body: bodyOf(ids, deed) }));
    results.push(...answer.results);
  }
  return results;
}

function bodyOf(chats: string[], deed: Deed): BulkAction {
  if (deed.action === 'snooze') return { action: 'snooze', chats, until: deed.until };
  if (deed.action === 'assign') return { action: 'assign', chats, assignee: deed.assignee?.id ?? null };
  return { action: deed.action, chats };
}

/** How a chat will look, as far as it can be known before the server answers. */
export function foreseen(chat: Chat, deed: Deed): Chat {
  switch (deed.action) {
    case 'close':
      return { ...chat, status: 'closed', snoozed_until: null };
    case 'snooze':
      return { ...chat, status: 'snoozed', snoozed_until: deed.until };
    case 'assign':
      return { ...chat, assignee: deed.assignee };
    case 'read':
      return { ...chat, unread_count: 0 };
    case 'unread':
      return { ...chat, unread_count: Math.max(1, chat.unread_count) };
  }
}

/** Whether a deed changed something that can be put back. */
export function isUndoable(before: Chat, deed: Deed): boolean {
  if (deed.action === 'close') return before.status !== 'closed';
  if (deed.action === 'assign') return before.assignee?.id !== deed.assignee?.id;
  if (deed.action === 'unread') return before.unread_count === 0;
  return deed.action === 'snooze';
}

/** Puts the chats back as they were, a few at a time; how many could not be. */
export async function putBack(chats: Chat[], deed: Deed): Promise<number> {
  let failed = 0;
  for (let from = 0; from < chats.length; from += SIDE_BY_SIDE) {
    const steps = chats.slice(from, from + SIDE_BY_SIDE).map((chat) => restore(chat, deed));
    failed += (await Promise.allSettled(steps)).filter((step) => step.status === 'rejected').length;
  }
  return failed;
}

function restore(before: Chat, deed: Deed): Promise<unknown> {
  const params = { path: { chat_id: before.id } };
  if (deed.action === 'unread') return unwrap(api.POST('/api/v1/chats/{chat_id}/read', { params, body: {} }));
  if (deed.action === 'assign') {
    const body = { assignee: before.assignee?.id ?? null };
    return unwrap(api.PATCH('/api/v1/chats/{chat_id}', { params, body }));
  }
  if (before.status === 'snoozed' && before.snoozed_until !== null) {
    const body = { until: before.snoozed_until };
    return unwrap(api.POST('/api/v1/chats/{chat_id}/snooze', { params, body }));
  }
  return unwrap(api.POST('/api/v1/chats/{chat_id}/reopen', { params }));
}

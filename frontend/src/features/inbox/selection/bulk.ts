import type { QueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { BulkAction, BulkResult, Chat } from '@/api/types';
import { type ChatDeed, doDeed } from '@/domain/chats/deeds';

/** What can be done to many chats at once. */
export type BulkDeed =
  | { kind: 'close' | 'read' | 'unread' }
  | Extract<ChatDeed, { kind: 'snooze' }>
  | Extract<ChatDeed, { kind: 'assign' }>;

/** A chat as it was, and what puts it back there. */
export type Undoable = { before: Chat; back: ChatDeed };

const AT_ONCE = 100;
const SIDE_BY_SIDE = 5;

/** Does one thing to many chats; each succeeds or fails for itself. */
export async function doToMany(chats: Chat[], deed: BulkDeed): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  for (let from = 0; from < chats.length; from += AT_ONCE) {
    const ids = chats.slice(from, from + AT_ONCE).map((chat) => chat.id);
    const answer = await unwrap(api.POST('/api/v1/chats/bulk', { body: bodyOf(ids, deed) }));
    results.push(...answer.results);
  }
  return results;
}

function bodyOf(chats: string[], deed: BulkDeed): BulkAction {
  if (deed.kind === 'snooze') return { action: 'snooze', chats, until: deed.until };
  if (deed.kind === 'assign') return { action: 'assign', chats, assignee: deed.assignee?.id ?? null };
  return { action: deed.kind, chats };
}

/** Puts the chats back as they were, a few at a time; how many could not be. */
export async function putBack(client: QueryClient, undoable: Undoable[]): Promise<number> {
  let failed = 0;
  for (let from = 0; from < undoable.length; from += SIDE_BY_SIDE) {
    const steps = undoable
      .slice(from, from + SIDE_BY_SIDE)
      .map(({ before, back }) => doDeed(client, before, back, before.last_message_id));
    failed += (await Promise.allSettled(steps)).filter((step) => step.status === 'rejected').length;
  }
  return failed;
}

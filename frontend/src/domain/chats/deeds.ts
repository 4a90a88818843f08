import type { QueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { WORKSPACE, workspaceSlug } from '@/api/headers';
import type { Chat } from '@/api/types';
import { chatKeys } from './keys';

/** What somebody does to a chat as a whole. */
export type ChatDeed =
  | { kind: 'waive' | 'close' | 'unwaive' | 'reopen' | 'unread' | 'read' }
  | { kind: 'snooze'; until: string }
  | { kind: 'assign'; assignee: Chat['assignee'] };

/** How the chat will look, as far as it can be known before the server answers. */
export function foreseen(chat: Chat, deed: ChatDeed): Chat {
  if (deed.kind === 'snooze') return { ...chat, status: 'snoozed', snoozed_until: deed.until };
  if (deed.kind === 'assign') return { ...chat, assignee: deed.assignee };
  if (deed.kind === 'reopen') return { ...chat, status: 'open', snoozed_until: null, closed: null };
  if (deed.kind === 'unwaive') return chat;
  if (deed.kind === 'unread') return { ...chat, unread_count: Math.max(1, chat.unread_count) };
  if (deed.kind === 'read') return { ...chat, unread_count: 0 };
  const clock = { ...chat.clock, state: 'none' as const, due_at: null, warn_at: null, deadline_at: null };
  return {
    ...chat,
    clock,
    suggests_waive: false,
    ...(deed.kind === 'close' ? { status: 'closed' as const, snoozed_until: null } : {}),
  };
}

/** What puts the chat back as it was before; null where the deed changed nothing, or cannot be taken back. */
export function wayBack(before: Chat, deed: ChatDeed): ChatDeed | null {
  switch (deed.kind) {
    case 'close':
      return before.status === 'closed' ? null : asItStood(before);
    case 'snooze':
      return asItStood(before);
    case 'assign':
      return before.assignee?.id === deed.assignee?.id ? null : { kind: 'assign', assignee: before.assignee };
    case 'unread':
      return before.unread_count > 0 ? null : { kind: 'read' };
    case 'waive':
      return { kind: 'unwaive' };
    default:
      return null;
  }
}

const asItStood = ({ status, snoozed_until: until }: Chat): ChatDeed =>
  status === 'snoozed' && until !== null ? { kind: 'snooze', until } : { kind: 'reopen' };

/** The open conversation tells what was done without waiting for the next answer of the change feed. */
export function tellDeeds(client: QueryClient, chats: { id: string }[]): void {
  for (const { id } of chats) void client.invalidateQueries({ queryKey: chatKeys.events(id) });
}

/**
 * Does it at the server; `seen` is the newest message that the person had before the eyes. What is done to one chat
 * goes there in the order in which it was done: put off before it is open again, a closed chat would be refused.
 */
export function doDeed(client: QueryClient, chat: Chat, deed: ChatDeed, seen: string | null): Promise<Chat> {
  // When its turn comes the person may be in another workspace.
  const workspace = workspaceSlug(window.location.pathname);
  const inTurn = { scope: { id: turnsOf(chat.id) }, mutationFn: () => ask(chat, deed, seen, workspace) };
  return client.getMutationCache().build(client, inTurn).execute(undefined);
}

/** Whether more is being done to the chat, so that an answer shows it as it will not stay. */
export const isBeingDone = (client: QueryClient, id: string): boolean =>
  client.isMutating({ predicate: ({ options }) => options.scope?.id === turnsOf(id) }) > 0;

const turnsOf = (id: string): string => `chat ${id}`;

async function ask(chat: Chat, deed: ChatDeed, seen: string | null, workspace: string | null): Promise<Chat> {
  const params = { path: { chat_id: chat.id } };
  const asked = { params, headers: workspace === null ? {} : { [WORKSPACE]: workspace } };
  const body = { last_message_id: seen };
  switch (deed.kind) {
    case 'snooze':
      return unwrap(api.POST('/api/v1/chats/{chat_id}/snooze', { ...asked, body: { until: deed.until } }));
    case 'assign':
      return unwrap(
        api.PATCH('/api/v1/chats/{chat_id}', { ...asked, body: { assignee: deed.assignee?.id ?? null } }),
      );
    case 'unread':
      return { ...chat, ...(await unwrap(api.POST('/api/v1/chats/{chat_id}/unread', asked))) };
    case 'read':
      return { ...chat, ...(await unwrap(api.POST('/api/v1/chats/{chat_id}/read', { ...asked, body }))) };
    case 'reopen':
      return unwrap(api.POST('/api/v1/chats/{chat_id}/reopen', asked));
    case 'unwaive':
      return unwrap(api.POST('/api/v1/chats/{chat_id}/unwaive', asked));
    case 'waive':
      return unwrap(api.POST('/api/v1/chats/{chat_id}/waive', { ...asked, body: { ...body, reason: '' } }));
    case 'close':
      return unwrap(api.POST('/api/v1/chats/{chat_id}/close', { ...asked, body }));
  }
}

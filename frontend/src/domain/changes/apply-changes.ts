import type { QueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Change } from '@/api/types';
import { catchUpMessages, newerOf, patchChat } from '@/domain/chats/cache';
import { accountKeys, chatKeys } from '@/domain/chats/keys';
import { openRepliesQuery } from '@/domain/chats/queries';
import { notificationNews } from '@/domain/notifications/news';
import { notificationKeys } from '@/domain/notifications/queries';
import { renewAll } from '@/lib/renew-queries';

export type Touched = {
  chats: Set<string>;
  newMessages: Set<string>;
  editedMessages: Set<string>;
  replies: Set<string>;
  notes: Set<string>;
  accounts: boolean;
  imported: boolean;
  notifications: string[];
};

/** Sorts a page of the feed by what it touches. */
export function touchedBy(changes: Change[]): Touched {
  const touched: Touched = {
    chats: new Set(),
    newMessages: new Set(),
    editedMessages: new Set(),
    replies: new Set(),
    notes: new Set(),
    accounts: false,
    imported: false,
    notifications: [],
  };
  for (const change of changes) {
    if (change.kind === 'account.updated') touched.accounts = true;
    if (change.kind === 'import.progress') touched.accounts = touched.imported = true;
    if (change.notification_id !== null) {
      touched.notifications.push(change.notification_id);
      continue;
    }
    if (change.chat_id === null) continue;
    touched.chats.add(change.chat_id);
    if (change.kind === 'message.created') touched.newMessages.add(change.chat_id);
    if (change.kind === 'message.updated') touched.editedMessages.add(change.chat_id);
    if (change.kind === 'reply.updated') touched.replies.add(change.chat_id);
    if (change.kind === 'note.updated') touched.notes.add(change.chat_id);
  }
  return touched;
}

/** Renews only what a change touched and only where somebody looks at it. */
export async function applyChanges(client: QueryClient, changes: Change[]): Promise<void> {
  const touched = touchedBy(changes);
  if (touched.accounts) {
    void renewAll(client, accountKeys.all);
    void renewAll(client, ['chat-account']);
    void renewAll(client, ['sync-runs']);
  }
  if (touched.notifications.length > 0) {
    void renewAll(client, notificationKeys.all);
    notificationNews.set(touched.notifications);
  }
  if (touched.chats.size > 0 || touched.imported) {
    void renewAll(client, chatKeys.lists);
    void renewAll(client, chatKeys.counts);
  }
  await Promise.all([...touched.chats].map((id) => renewOpenChat(client, id, touched)));
}

async function renewOpenChat(client: QueryClient, id: string, touched: Touched): Promise<void> {
  void renewAll(client, chatKeys.context(id));
  void renewAll(client, chatKeys.events(id));
  if (touched.notes.has(id)) void renewAll(client, chatKeys.notes(id));
  const open = client.getQueryCache().find({ queryKey: chatKeys.chat(id) });
  // The feed does not tell a change twice: what failed, or is only being read, is asked for again until it is here.
  if (open?.isActive()) {
    const chat =
      open.state.data === undefined
        ? null
        : await unwrap(api.GET('/api/v1/chats/{chat_id}', { params: { path: { chat_id: id } } })).catch(
            () => null,
          );
    if (chat) patchChat(client, id, (known) => newerOf(known, chat));
    else void renewAll(client, chatKeys.chat(id));
  } else {
    client.removeQueries({ queryKey: chatKeys.chat(id), type: 'inactive' });
  }
  if (
    !client
      .getQueryCache()
      .find({ queryKey: chatKeys.messages(id) })
      ?.isActive()
  ) {
    client.removeQueries({ queryKey: chatKeys.messages(id), type: 'inactive' });
    client.removeQueries({ queryKey: chatKeys.replies(id), type: 'inactive' });
    return;
  }
  // Messages first: a delivered reply must be there as a message before it leaves the list of open replies.
  if (touched.editedMessages.has(id)) await renewAll(client, chatKeys.messages(id));
  else {
    await catchUpMessages(client, id).catch(() => renewAll(client, chatKeys.messages(id)));
  }
  if (touched.replies.has(id) || touched.newMessages.has(id)) {
    await renewAll(client, openRepliesQuery(id).queryKey);
  }
}

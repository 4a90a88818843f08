import type { QueryClient } from '@tanstack/react-query';
import type { Change } from '@/api/types';
import { catchUpMessages, newerOf, patchChat } from '@/domain/chats/cache';
import { renewLists } from '@/domain/chats/deep-lists';
import { accountKeys, chatKeys } from '@/domain/chats/keys';
import { fetchChat, openRepliesQuery } from '@/domain/chats/queries';
import { notificationNews } from '@/domain/notifications/news';
import { notificationKeys } from '@/domain/notifications/queries';

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
    void client.invalidateQueries({ queryKey: accountKeys.all });
    void client.invalidateQueries({ queryKey: ['chat-account'] });
    void client.invalidateQueries({ queryKey: ['sync-runs'] });
  }
  if (touched.notifications.length > 0) {
    void client.invalidateQueries({ queryKey: notificationKeys.all });
    notificationNews.set(touched.notifications);
  }
  if (touched.chats.size > 0 || touched.imported) {
    void renewLists(client, touched.chats);
    void client.invalidateQueries({ queryKey: chatKeys.counts });
  }
  await Promise.all([...touched.chats].map((id) => renewOpenChat(client, id, touched)));
}

async function renewOpenChat(client: QueryClient, id: string, touched: Touched): Promise<void> {
  void client.invalidateQueries({ queryKey: chatKeys.context(id) });
  void client.invalidateQueries({ queryKey: chatKeys.events(id) });
  if (touched.notes.has(id)) void client.invalidateQueries({ queryKey: chatKeys.notes(id) });
  if (
    client
      .getQueryCache()
      .find({ queryKey: chatKeys.chat(id) })
      ?.isActive()
  ) {
    const chat = await fetchChat(id).catch(() => null);
    if (chat) patchChat(client, id, (known) => newerOf(known, chat));
    // The feed does not tell a change twice: what failed is asked for again until it is here.
    else void client.invalidateQueries({ queryKey: chatKeys.chat(id) });
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
  if (touched.editedMessages.has(id)) await client.invalidateQueries({ queryKey: chatKeys.messages(id) });
  else {
    await catchUpMessages(client, id).catch(() =>
      client.invalidateQueries({ queryKey: chatKeys.messages(id) }),
    );
  }
  if (touched.replies.has(id) || touched.newMessages.has(id)) {
    await client.invalidateQueries({ queryKey: openRepliesQuery(id).queryKey });
  }
}

import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Chat, Message, MessagePage, Reply } from '@/api/types';
import { renewAll } from '@/lib/renew-queries';
import { chatKeys } from './keys';
import { fetchMessages } from './queries';

type ChatPages = InfiniteData<
  { results: Chat[]; next: string | null; previous: string | null },
  string | null
>;
export type MessagePages = InfiniteData<MessagePage, unknown>;

/** Puts a newer state of a chat everywhere it is shown, without moving a row. */
export function patchChat(client: QueryClient, id: string, change: (chat: Chat) => Chat): void {
  client.setQueryData<Chat>(chatKeys.chat(id), (chat) => (chat ? change(chat) : chat));
  client.setQueriesData<ChatPages>({ queryKey: chatKeys.lists }, (data) => {
    if (!data?.pages.some((page) => page.results.some((chat) => chat.id === id))) return data;
    return {
      ...data,
      pages: data.pages.map((page) => ({
        ...page,
        results: page.results.map((chat) => (chat.id === id ? change(chat) : chat)),
      })),
    };
  });
}

/** An answer that was overtaken by what came or was done meanwhile changes nothing. */
export const newerOf = (known: Chat, read: Chat): Chat =>
  Date.parse(known.updated_at) > Date.parse(read.updated_at) ? known : read;

/** Oldest first, whatever the pages are. */
export function allMessages(data: MessagePages | undefined): Message[] {
  return data ? [...data.pages].reverse().flatMap((page) => page.results) : [];
}

/** The newest message that was shown here: what a deed may count as seen. */
export function lastShownId(client: QueryClient, chat: Chat): string | null {
  const shown = allMessages(client.getQueryData<MessagePages>(chatKeys.messages(chat.id)));
  return shown.at(-1)?.id ?? chat.last_message_id;
}

/** Adds messages at the newer end; one that is already there is replaced, never doubled. */
export function appendMessages(data: MessagePages, fresh: Message[]): MessagePages {
  const newest = data.pages[0];
  if (!newest || fresh.length === 0) return data;
  const byId = new Map(fresh.map((message) => [message.id, message]));
  const pages = data.pages.map((page) => ({
    ...page,
    results: page.results.map((message) => {
      const replacement = byId.get(message.id);
      byId.delete(message.id);
      return replacement ?? message;
    }),
  }));
  const first = pages[0];
  if (first) pages[0] = { ...first, results: [...first.results, ...byId.values()] };
  return { ...data, pages };
}

const MAX_CATCH_UP_PAGES = 10;

/** Asks for what is newer than the newest message known here. */
export async function catchUpMessages(client: QueryClient, chatId: string): Promise<void> {
  const queryKey = chatKeys.messages(chatId);
  for (let page = 0; page < MAX_CATCH_UP_PAGES; page += 1) {
    const data = client.getQueryData<MessagePages>(queryKey);
    const last = data?.pages[0]?.results.at(-1);
    if (!data || !last) return renewAll(client, queryKey);
    const fresh = await fetchMessages(chatId, { after: last.id });
    client.setQueryData<MessagePages>(queryKey, (current) =>
      current ? appendMessages(current, fresh.results) : current,
    );
    // What is on its way lays its page beside those that stood before, without what was just added.
    if (client.isFetching({ queryKey, exact: true }) > 0) return renewAll(client, queryKey);
    if (!fresh.has_newer) return;
  }
}

export function putReply(client: QueryClient, reply: Reply): void {
  const queryKey = chatKeys.replies(reply.chat_id);
  const known = client.getQueryData<Reply[]>(queryKey);
  client.setQueryData<Reply[]>(queryKey, [reply, ...(known ?? []).filter((other) => other.id !== reply.id)]);
  // Alone it is not the list: whoever opens the chat asks for the others.
  if (known === undefined) void client.invalidateQueries({ queryKey });
}

export function dropReply(client: QueryClient, chatId: string, replyId: string): void {
  client.setQueryData<Reply[]>(chatKeys.replies(chatId), (replies) =>
    replies?.filter((reply) => reply.id !== replyId),
  );
}

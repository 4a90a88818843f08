import type { Query, QueryClient } from '@tanstack/react-query';
import type { Chat, ChatListQuery } from '@/api/types';
import type { ChatPages } from './cache';
import { chatKeys } from './keys';
import { type ChatPage, fetchChat, fetchChatPage } from './queries';

/** A list of more pages is not read anew as a whole at each change. */
const SHALLOW_PAGES = 5;
const MOST_READ_ALONE = 20;

export const isDeep = (data: { pages: unknown[] } | undefined): boolean =>
  (data?.pages.length ?? 0) > SHALLOW_PAGES;

const pagesOf = (query: Query): ChatPages | undefined => query.state.data as ChatPages | undefined;

/**
 * Reads the lists anew that somebody looks at. Of one that was scrolled far down only its first page, and the chats
 * that changed: hundreds of pages would be asked for else, one after the other, and again with the next change.
 */
export async function renewLists(client: QueryClient, changed: Iterable<string> = []): Promise<void> {
  const isDeepList = (query: Query) => isDeep(pagesOf(query));
  client.removeQueries({ queryKey: chatKeys.lists, type: 'inactive', predicate: isDeepList });
  void client.invalidateQueries({ queryKey: chatKeys.lists, predicate: (query) => !isDeepList(query) });
  const deep = client.getQueryCache().findAll({ queryKey: chatKeys.lists, predicate: isDeepList });
  const ids = [...changed];
  await Promise.all(deep.map((query) => renewDeep(client, query, ids)));
}

async function renewDeep(client: QueryClient, query: Query, changed: string[]): Promise<void> {
  const { queryKey } = query;
  const whole = () => client.invalidateQueries({ queryKey, exact: true });
  const shown = new Set(pagesOf(query)?.pages.flatMap((page) => page.results.map((chat) => chat.id)));
  const ids = changed.filter((id) => shown.has(id));
  if (ids.length > MOST_READ_ALONE) return whole();
  try {
    const [first, ...chats] = await Promise.all([
      fetchChatPage(queryKey[1] as ChatListQuery, null),
      ...ids.map((id) => fetchChat(id)),
    ]);
    // A further page that is on its way is laid below what stood when it was asked for.
    await query.promise?.catch(() => undefined);
    client.setQueryData<ChatPages>(queryKey, (data) => data && withFirst(data, first, chats));
  } catch {
    await whole();
  }
}

/** What the first page no longer holds was pushed down by what is new, or is further down of its own. */
function withFirst(data: ChatPages, first: ChatPage, chats: Chat[]): ChatPages {
  const above = new Set(first.results.map((chat) => chat.id));
  const fresh = new Map(chats.map((chat) => [chat.id, chat]));
  const pages = data.pages.map((page) => ({
    ...page,
    results: page.results.filter((chat) => !above.has(chat.id)).map((chat) => fresh.get(chat.id) ?? chat),
  }));
  const [head] = pages;
  if (head) pages[0] = { ...head, results: [...first.results, ...head.results] };
  return { ...data, pages };
}

/** Lets go of all but the first page, for somebody who is at the top again. */
export function cutToFirst(client: QueryClient, queryKey: readonly unknown[]): void {
  client.setQueryData<ChatPages>(queryKey, (data) =>
    data ? { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) } : data,
  );
  void client.invalidateQueries({ queryKey, exact: true });
}

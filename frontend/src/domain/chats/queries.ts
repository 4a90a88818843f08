import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { ChatListQuery, MessagePage } from '@/api/types';
import { listPage } from './filters';
import { chatKeys } from './keys';

const MESSAGE_PAGE = 50;
const AGAIN_MS = 5_000;

/** What is on the screen and could not be renewed is asked for again until it can. */
const untilRenewed = ({ state }: { state: { status: string; data: unknown } }) =>
  state.status === 'error' && state.data !== undefined && AGAIN_MS;

export const chatListQuery = (query: ChatListQuery) =>
  infiniteQueryOptions({
    queryKey: chatKeys.list(query),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/chats', {
          params: { query: { ...listPage(query), cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => cursorOf(page.next),
    placeholderData: keepPreviousData,
    refetchInterval: untilRenewed,
  });

export const countsQuery = (query: ChatListQuery) =>
  queryOptions({
    queryKey: chatKeys.countsFor(query),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/chats/counts', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

export const chatQuery = (id: string) =>
  queryOptions({
    queryKey: chatKeys.chat(id),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/chats/{chat_id}', { params: { path: { chat_id: id } }, signal })),
    refetchInterval: untilRenewed,
  });

/** Pages run from the newest backwards: the first one grows at its end, the last one is the oldest. */
export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: chatKeys.messages(id),
    queryFn: ({ pageParam, signal }) => fetchMessages(id, { before: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.has_older ? page.results[0]?.id : undefined),
    refetchInterval: untilRenewed,
  });

export function fetchMessages(
  id: string,
  range: { before?: string; after?: string },
  signal?: AbortSignal,
  limit = MESSAGE_PAGE,
): Promise<MessagePage> {
  return unwrap(
    api.GET('/api/v1/chats/{chat_id}/messages', {
      params: { path: { chat_id: id }, query: { ...range, limit } },
      signal,
    }),
  );
}

export const openRepliesQuery = (id: string) =>
  queryOptions({
    queryKey: chatKeys.replies(id),
    queryFn: async ({ signal }) => {
      const page = await unwrap(
        api.GET('/api/v1/chats/{chat_id}/replies', {
          params: { path: { chat_id: id }, query: { open: true, limit: 100 } },
          signal,
        }),
      );
      return page.results;
    },
  });

export const notesQuery = (id: string) =>
  queryOptions({
    queryKey: chatKeys.notes(id),
    queryFn: async ({ signal }) => {
      const page = await unwrap(
        api.GET('/api/v1/chats/{chat_id}/notes', {
          params: { path: { chat_id: id }, query: { limit: 100 } },
          signal,
        }),
      );
      return page.results;
    },
  });

export const eventsQuery = (id: string) =>
  queryOptions({
    queryKey: chatKeys.events(id),
    queryFn: async ({ signal }) => {
      const page = await unwrap(
        api.GET('/api/v1/chats/{chat_id}/events', {
          params: { path: { chat_id: id }, query: { limit: 100 } },
          signal,
        }),
      );
      return page.results;
    },
  });

export function cursorOf(next: string | null): string | undefined {
  if (next === null) return undefined;
  return new URL(next, window.location.origin).searchParams.get('cursor') ?? undefined;
}

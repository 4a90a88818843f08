import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';

const AT_ONCE = 100;

/** Messages of a chat with these words, from the newest page backwards; the server looks through all of them. */
export const foundQuery = (chatId: string, words: string) =>
  infiniteQueryOptions({
    queryKey: ['found', chatId, words],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/chats/{chat_id}/messages', {
          params: {
            path: { chat_id: chatId },
            query: { search: words, limit: AT_ONCE, before: pageParam ?? undefined },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.has_older ? page.results[0]?.id : undefined),
    enabled: words !== '',
    placeholderData: keepPreviousData,
    gcTime: 0,
  });

import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { cursorOf } from '@/domain/chats/queries';
import { notificationKeys } from '@/domain/notifications/queries';

const PAGE = 30;

export const notificationsQuery = () =>
  infiniteQueryOptions({
    queryKey: notificationKeys.list,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/notifications', {
          params: { query: { limit: PAGE, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** What is not read, the newest first: enough to tell of what has just come. */
export async function latestUnread() {
  const page = await unwrap(
    api.GET('/api/v1/notifications', { params: { query: { unread: 'true', limit: PAGE } } }),
  );
  return page.results;
}

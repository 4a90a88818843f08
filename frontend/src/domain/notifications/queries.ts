import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';

export const notificationKeys = {
  all: ['notifications'] as const,
  list: ['notifications', 'list'] as const,
  count: ['notifications', 'count'] as const,
};

export const unreadNotificationsQuery = () =>
  queryOptions({
    queryKey: notificationKeys.count,
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/v1/notifications/counts', { signal }))).unread_count,
  });

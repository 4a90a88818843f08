import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';

/** What one is told of, and how. */
export const alertSettingsQuery = () =>
  queryOptions({
    queryKey: ['notification-settings'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/notifications/settings', { signal })),
  });

import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';

export const meQuery = () =>
  queryOptions({
    queryKey: ['me'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/me', { signal })),
    staleTime: 5 * 60_000,
  });

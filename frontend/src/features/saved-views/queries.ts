import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';

export const savedViewsQuery = () =>
  queryOptions({
    queryKey: ['saved-views'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/saved-views', { signal }))).results,
  });

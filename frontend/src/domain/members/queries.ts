import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';

/** Whom a chat can be given to. */
export const assigneesQuery = () =>
  queryOptions({
    queryKey: ['assignees'],
    queryFn: async ({ signal }) => {
      const page = await unwrap(api.GET('/api/v1/assignees', { params: { query: { limit: 100 } }, signal }));
      return page.results;
    },
    staleTime: 60_000,
  });

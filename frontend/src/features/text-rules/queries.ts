import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';

export const textRulesQuery = () =>
  queryOptions({
    queryKey: ['text-rules'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/text-rules', { signal })),
    // What is being edited must not change under the hands; the server tells when it is no longer the newest.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

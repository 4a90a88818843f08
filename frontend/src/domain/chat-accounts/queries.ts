import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { accountKeys } from '@/domain/chats/keys';

const FRESHNESS_MS = 30_000;

export const accountsQuery = () =>
  queryOptions({
    queryKey: accountKeys.all,
    queryFn: async ({ signal }) => {
      const page = await unwrap(
        api.GET('/api/v1/chat-accounts', { params: { query: { limit: 100 } }, signal }),
      );
      return page.results;
    },
    refetchInterval: FRESHNESS_MS,
  });

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: accountKeys.one(id),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/chat-accounts/{account_id}', {
          params: { path: { account_id: id } },
          signal,
        }),
      ),
    refetchInterval: FRESHNESS_MS,
  });

export const syncRunsQuery = (id: string) =>
  queryOptions({
    queryKey: accountKeys.runs(id),
    queryFn: async ({ signal }) => {
      const page = await unwrap(
        api.GET('/api/v1/chat-accounts/{account_id}/sync-runs', {
          params: { path: { account_id: id }, query: { limit: 20 } },
          signal,
        }),
      );
      return page.results;
    },
    refetchInterval: FRESHNESS_MS,
  });

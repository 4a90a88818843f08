import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { AuditQuery } from '@/api/types';
import { cursorOf } from '@/domain/chats/queries';
import type { LogFilters } from './filters';

const PAGE = 50;
const DAY_MS = 86_400_000;

export const auditLogQuery = (filters: LogFilters) =>
  infiniteQueryOptions({
    queryKey: ['audit-log', filters],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/audit-log', {
          params: { query: { ...wanted(filters, Date.now()), limit: PAGE, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => cursorOf(page.next),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

export function wanted(filters: LogFilters, now: number): AuditQuery {
  return {
    ...(filters.kind === '' ? {} : { action: filters.kind }),
    ...(filters.who === 'anybody' ? {} : { actor_kind: filters.who }),
    ...(filters.user === null ? {} : { user: filters.user.id }),
    ...(filters.days === 'all' ? {} : { since: new Date(now - Number(filters.days) * DAY_MS).toISOString() }),
  };
}

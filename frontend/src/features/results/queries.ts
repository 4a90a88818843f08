import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { cursorOf } from '@/domain/chats/queries';
import type { Drill, ReportFilters } from './filters';

export type Group = 'none' | 'account' | 'member' | 'hour_of_week';
export type Period = { from: string; to: string };
const PAGE = 30;

export const responseTimesQuery = (filters: ReportFilters, group: Group) => {
  const query = { ...sharedQuery(filters), days: Number(filters.days), group };
  return queryOptions({
    queryKey: ['reports', 'response-times', query],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/reports/response-times', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
};

export const baselineQuery = (filters: ReportFilters) => {
  const query = sharedQuery(filters);
  return queryOptions({
    queryKey: ['reports', 'baseline', query],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/reports/baseline', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
};

export const worstChatsQuery = (filters: ReportFilters) => {
  const query = { ...sharedQuery(filters), days: Number(filters.days) };
  return queryOptions({
    queryKey: ['reports', 'worst-chats', query],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/reports/worst-chats', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
};

export const ratingsQuery = () =>
  queryOptions({
    queryKey: ['reports', 'marketplace-ratings'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/reports/marketplace-ratings', { signal })),
  });

export const obligationsQuery = (filters: ReportFilters, drill: Drill, period: Period) => {
  const query = drillQuery(filters, drill, period);
  return infiniteQueryOptions({
    queryKey: ['reports', 'obligations', query],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/reports/obligations', {
          params: { query: { ...query, limit: PAGE, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => cursorOf(page.next),
  });
};

/** The figures of the page as a file. */
export function csvPath(name: 'response-times' | 'obligations', filters: ReportFilters): string {
  const query = new URLSearchParams({ days: filters.days, ...sharedQuery(filters) });
  return `/api/v1/reports/${name}.csv?${query}`;
}

function sharedQuery({ account, kind }: Pick<ReportFilters, 'account' | 'kind'>) {
  return {
    ...(account === null ? {} : { chat_account: account }),
    ...(kind === null ? {} : { kind }),
  };
}

/** The same filters and period as the figure, narrowed to what was clicked. */
function drillQuery(filters: ReportFilters, drill: Drill, { from, to }: Period) {
  const { shown, member, hour } = drill;
  return {
    ...(drill.baseline ? { baseline: true } : { from, to }),
    ...sharedQuery({ account: drill.account ?? filters.account, kind: drill.kind ?? filters.kind }),
    ...(member === null ? {} : { member }),
    ...(hour === null ? {} : { hour_of_week: Number(hour) }),
    ...(shown === 'all' ? {} : { outcome: shown }),
  };
}

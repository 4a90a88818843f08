import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Calendar, Interval } from '@/api/types';

const ALL = 100;

export const policyKeys = { policies: ['policies'] as const, calendars: ['calendars'] as const };

export const policiesQuery = () =>
  queryOptions({
    queryKey: policyKeys.policies,
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/v1/sla/policies', { params: { query: { limit: ALL } }, signal }))).results,
  });

export const calendarsQuery = () =>
  queryOptions({
    queryKey: policyKeys.calendars,
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/v1/sla/calendars', { params: { query: { limit: ALL } }, signal }))).results,
  });

export const holidaysQuery = (year: number, calendar: string | null) =>
  queryOptions({
    queryKey: ['holidays', year, calendar],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/sla/holidays', {
          params: { query: { year: `${year}`, ...(calendar === null ? {} : { calendar }) } },
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

export type Targets = {
  first_minutes: number;
  next_minutes: number;
  warn_percent: number;
  calendar: string | null;
};
export type Hours = { time_zone: string; week: Interval[][]; exceptions: Calendar['exceptions'] };
export type PreviewDraft = Partial<Targets> & { policy?: string; hours?: Hours };

/** What a draft would mean; a draft that cannot be is refused as saving it would be. */
export const previewQuery = (draft: PreviewDraft) =>
  queryOptions({
    queryKey: ['sla-preview', draft],
    queryFn: ({ signal }) => unwrap(api.POST('/api/v1/sla/preview', { body: draft, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  });

import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { ifMatch, newerVersion } from '@/api/revisions';
import type { AlertEvent, QuietHours } from '@/api/types';
import { cursorOf } from '@/domain/chats/queries';
import { alertSettingsQuery } from '@/domain/notifications/settings';

const PAGE = 20;

export const telegramQuery = () =>
  queryOptions({
    queryKey: ['telegram'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/notifications/telegram', { signal })),
  });

export const deliveriesQuery = () =>
  infiniteQueryOptions({
    queryKey: ['deliveries'],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/notifications/deliveries', {
          params: { query: { limit: PAGE, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => cursorOf(page.next),
  });

export type SettingsChange = {
  channels?: { spa?: AlertEvent[]; email?: AlertEvent[] };
  quiet_hours?: QuietHours | null;
  sound?: boolean;
  browser?: boolean;
  weekly_report?: boolean;
};

/** Saves a setting and shows what the server kept, or what another device saved meanwhile. One goes after the other. */
export function useSettingsChange() {
  const client = useQueryClient();
  const { queryKey } = alertSettingsQuery();
  return useMutation({
    scope: { id: 'notification-settings' },
    mutationFn: (change: SettingsChange) =>
      unwrap(
        api.PATCH('/api/v1/notifications/settings', {
          params: versionIn(client.getQueryData(queryKey)),
          body: change,
        }),
      ),
    onSuccess: (kept) => client.setQueryData(queryKey, kept),
    onError: (error) => client.setQueryData(queryKey, (known) => newerVersion(error) ?? known),
  });
}

/** Sets up the Telegram chat; what is left out stays as it was. */
export function useTelegramChange() {
  const client = useQueryClient();
  const { queryKey } = telegramQuery();
  return useMutation({
    scope: { id: 'telegram' },
    mutationFn: (change: {
      chat_id: string;
      token?: string;
      events?: AlertEvent[];
      quiet_hours?: QuietHours | null;
      language?: 'ru' | 'en';
    }) =>
      unwrap(
        api.PUT('/api/v1/notifications/telegram', {
          params: versionIn(client.getQueryData(queryKey)),
          body: change,
        }),
      ),
    onSuccess: (kept) => client.setQueryData(queryKey, kept),
    onError: (error) => client.setQueryData(queryKey, (known) => newerVersion(error) ?? known),
  });
}

const versionIn = (known: { version: string } | undefined) =>
  known ? { header: ifMatch(known.version) } : {};

import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
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

/** Saves a setting and shows what the server kept. */
export function useSettingsChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: SettingsChange) =>
      unwrap(api.PATCH('/api/v1/notifications/settings', { body: change })),
    onSuccess: (kept) => client.setQueryData(alertSettingsQuery().queryKey, kept),
  });
}

/** Sets up the Telegram chat; what is left out stays as it was. */
export function useTelegramChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: {
      chat_id: string;
      token?: string;
      events?: AlertEvent[];
      quiet_hours?: QuietHours | null;
      language?: 'ru' | 'en';
    }) => unwrap(api.PUT('/api/v1/notifications/telegram', { body: change })),
    onSuccess: (kept) => client.setQueryData(telegramQuery().queryKey, kept),
  });
}

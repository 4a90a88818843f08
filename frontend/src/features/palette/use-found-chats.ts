import { useLingui } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api, unwrap } from '@/api/client';
import { inboxPath } from '@/domain/chats/filters';
import { useWorkspace } from '@/domain/session/workspace';
import { useSettled } from '@/lib/use-settled';
import type { Item } from './match';

const FROM_LENGTH = 3;

/** Chats by order number, product or words; until `ready` they are those of the words before. */
export function useFoundChats(search: string): { chats: Item[]; ready: boolean } {
  const { t } = useLingui();
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const words = useSettled(search.trim(), 200);
  const found = useQuery({
    queryKey: ['found-chats', words],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/chats', { params: { query: { search: words, queue: 'all', limit: 8 } }, signal }),
      ),
    enabled: words.length >= FROM_LENGTH,
    placeholderData: keepPreviousData,
  });
  if (search.trim().length < FROM_LENGTH) return { chats: [], ready: true };
  const ready = words === search.trim() && !found.isPending && !found.isPlaceholderData;
  const chats = (found.data?.results ?? []).map((chat) => ({
    id: `chat-${chat.id}`,
    name: chat.order_number ? `${chat.title} · ${chat.order_number}` : chat.title,
    also: '',
    keys: t`чат`,
    run: () => navigate(inboxPath(slug, { view: 'all', chat: chat.id })),
  }));
  return { chats, ready };
}

import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { chatKeys } from '@/domain/chats/keys';

const LOOK_AGAIN_MS = 3_000;

/** The product and the order of a chat; what is still sent for is asked about until it came. */
export const contextQuery = (chatId: string) =>
  queryOptions({
    queryKey: chatKeys.context(chatId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/chats/{chat_id}/context', {
          params: { path: { chat_id: chatId } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) =>
      state.data?.product.state === 'loading' || state.data?.order.state === 'loading'
        ? LOOK_AGAIN_MS
        : false,
  });

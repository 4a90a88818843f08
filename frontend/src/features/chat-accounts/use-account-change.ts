import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { ChatAccount } from '@/api/types';
import { accountKeys } from '@/domain/chats/keys';

type Change = Partial<Pick<ChatAccount, 'title' | 'sandbox' | 'mark_read_at_marketplace'>> & {
  paused?: boolean;
};

/** Saves a setting of a cabinet and shows the answer of the server. */
export function useAccountChange(account: ChatAccount) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) =>
      unwrap(
        api.PATCH('/api/v1/chat-accounts/{account_id}', {
          params: { path: { account_id: account.id } },
          body: change,
        }),
      ),
    onSuccess: (fresh) => {
      client.setQueryData(accountKeys.one(account.id), fresh);
      void client.invalidateQueries({ queryKey: accountKeys.all });
      void client.invalidateQueries({ queryKey: ['chat'] });
    },
  });
}

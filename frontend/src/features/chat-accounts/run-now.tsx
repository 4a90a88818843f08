import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { errorText } from '@/api/errors';
import type { ChatAccount } from '@/api/types';
import { accountKeys } from '@/domain/chats/keys';
import { Button } from '@/ui/button';

const LOOK_AGAIN_MS = 4_000;

export function RunNow({ account }: { account: ChatAccount }) {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const run = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/chat-accounts/{account_id}/sync', {
          params: { path: { account_id: account.id } },
        }),
      ),
    onSuccess: () => {
      setTimeout(() => {
        void client.invalidateQueries({ queryKey: accountKeys.one(account.id) });
        void client.invalidateQueries({ queryKey: accountKeys.runs(account.id) });
      }, LOOK_AGAIN_MS);
    },
  });
  return (
    <div className="text-right">
      <Button icon="refresh" busy={run.isPending} onClick={() => run.mutate()}>
        {t`Обновить сейчас`}
      </Button>
      <p role="status" className={`mt-1 text-sm ${run.isError ? 'text-bad' : 'text-ink3'}`}>
        {run.isError ? errorText(run.error, i18n.locale).text : run.isSuccess ? t`Запущено` : ''}
      </p>
    </div>
  );
}

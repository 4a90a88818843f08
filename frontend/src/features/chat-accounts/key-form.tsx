import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, unwrap } from '@/api/client';
import { errorText } from '@/api/errors';
import type { ChatAccount } from '@/api/types';
import { KeyInput } from '@/domain/chat-accounts/key-input';
import { accountKeys } from '@/domain/chats/keys';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';

/** Replaces the key of the same cabinet; the server checks the new one before it takes it. */
export function KeyForm({ account }: { account: ChatAccount }) {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const [key, setKey] = useState('');
  const replace = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/chat-accounts/{account_id}/credentials', {
          params: { path: { account_id: account.id } },
          body: { credentials: { client_id: account.external_id, api_key: key } },
        }),
      ),
    onSuccess: (fresh) => {
      setKey('');
      client.setQueryData(accountKeys.one(account.id), fresh);
      void client.invalidateQueries({ queryKey: accountKeys.all });
      void client.invalidateQueries({ queryKey: ['chat'] });
    },
  });
  const failure = replace.isError ? errorText(replace.error, i18n.locale) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key !== '' && !replace.isPending) replace.mutate();
  };
  return (
    <form onSubmit={submit} className="space-y-3">
      <KeyInput label={t`Новый ключ`} value={key} onChange={setKey} />
      <Button type="submit" busy={replace.isPending} aria-disabled={key === '' || undefined}>
        {t`Проверить и заменить`}
      </Button>
      {failure ? (
        <Notice look="bad" role="alert">
          {failure.text} {failure.remedy}
        </Notice>
      ) : null}
      {replace.isSuccess ? (
        <Notice look="ok" role="status">
          {t`Ключ принят, чаты снова обновляются.`}
        </Notice>
      ) : null}
    </form>
  );
}

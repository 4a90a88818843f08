import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, unwrap } from '@/api/client';
import { ApiError, errorText } from '@/api/errors';
import { KeyInput, withoutBlanks } from '@/domain/chat-accounts/key-input';
import { accountKeys } from '@/domain/chats/keys';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { CheckList } from './check-list';

type Props = { title: string; onBack: () => void; onConnected: (accountId: string) => void };

/** Both values, the live check with its remedies, and only then the connection. */
export function KeyStep({ title, onBack, onConnected }: Props) {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const [clientId, setClientId] = useState('');
  const [trimmed, setTrimmed] = useState(false);
  const [apiKey, setApiKey] = useState('');
  const credentials = { client_id: clientId, api_key: apiKey };

  const check = useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/v1/chat-accounts/check', { body: { marketplace: 'ozon', credentials } })),
  });
  const connect = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/chat-accounts', {
          body: { marketplace: 'ozon', credentials, title: title.trim() },
        }),
      ),
    onSuccess: (account) => {
      void client.invalidateQueries({ queryKey: accountKeys.all });
      onConnected(account.id);
    },
  });
  const forget = () => {
    check.reset();
    connect.reset();
  };

  const failure = check.error ?? connect.error;
  const fieldError = (field: string) =>
    failure instanceof ApiError
      ? failure.problems.find((problem) => problem.attr === `credentials.${field}` || problem.attr === field)
          ?.detail
      : undefined;
  const words = failure ? errorText(failure, i18n.locale) : null;
  const atField = fieldError('client_id') !== undefined || fieldError('api_key') !== undefined;
  const complete = clientId !== '' && apiKey !== '';
  const passed = check.data?.ok === true;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!complete || check.isPending || connect.isPending) return;
    if (passed) connect.mutate();
    else check.mutate();
  };

  return (
    <form onSubmit={submit} className="space-y-4">
      <Field
        label="Client ID"
        inputMode="numeric"
        autoComplete="off"
        name="client-id"
        value={clientId}
        error={fieldError('client_id')}
        hint={trimmed ? t`Убрали лишние пробелы вокруг числа.` : undefined}
        onChange={(event) => {
          const clean = withoutBlanks(event.target.value);
          setTrimmed(clean !== event.target.value);
          setClientId(clean);
          forget();
        }}
      />
      <KeyInput
        label={t`Ключ API`}
        value={apiKey}
        error={fieldError('api_key')}
        onChange={(value) => {
          setApiKey(value);
          forget();
        }}
      />
      <CheckList
        pending={check.isPending}
        lines={check.data?.checks ?? null}
        account={check.data?.account ?? null}
      />
      {words && !atField ? (
        <Notice look="bad" role="alert">
          <span className="font-medium">{words.text}</span> {words.remedy}
        </Notice>
      ) : null}
      <div className="flex flex-wrap justify-between gap-2">
        <Button onClick={onBack}>{t`Назад`}</Button>
        {passed ? (
          <Button type="submit" look="primary" busy={connect.isPending}>
            {t`Подключить`}
          </Button>
        ) : (
          <Button type="submit" look="primary" busy={check.isPending} aria-disabled={!complete || undefined}>
            {t`Проверить ключ`}
          </Button>
        )}
      </div>
    </form>
  );
}

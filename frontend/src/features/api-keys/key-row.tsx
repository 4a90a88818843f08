import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '@/api/client';
import { pathId } from '@/api/path-id';
import type { ApiKey } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { dateAndTime, longDate } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Refusal } from '@/ui/refusal';
import { scopeName } from './scopes';

export function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const revoke = useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE('/api/v1/api-keys/{api_key_id}', { params: { path: { api_key_id: pathId(apiKey.id) } } }),
      ),
    onSuccess: () => {
      setAsking(false);
      void client.invalidateQueries({ queryKey: ['api-keys'] });
    },
  });
  const { name, prefix } = apiKey;
  const used =
    apiKey.last_used_at === null
      ? t`ещё не использовался`
      : t`использовался ${dateAndTime(Date.parse(apiKey.last_used_at), now, style)}`;
  const expired = apiKey.expires_at !== null && Date.parse(apiKey.expires_at) < now;
  return (
    <li className="rounded-lg border border-line bg-panel p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div className="min-w-0">
          <h2 className="truncate font-semibold">{name}</h2>
          <code className="text-sm text-ink2">{prefix}…</code>
        </div>
        {apiKey.revoked_at === null ? (
          <Button look="danger" onClick={() => setAsking(true)}>
            {t`Отозвать`}
          </Button>
        ) : (
          <span className="text-sm text-bad">{t`отозван ${longDate(Date.parse(apiKey.revoked_at), style)}`}</span>
        )}
      </div>
      <p className="mt-2 text-sm text-ink2">
        {apiKey.scopes
          .map((scope) => {
            const name = scopeName(scope);
            return name ? i18n._(name) : scope;
          })
          .join(', ')}
      </p>
      <p className="mt-1 text-sm text-ink3">
        {t`создан ${longDate(Date.parse(apiKey.created_at), style)}`} · {used}
        {apiKey.expires_at === null ? null : (
          <span className={expired ? 'text-bad' : undefined}>
            {' · '}
            {expired ? t`срок истёк` : t`действует до ${longDate(Date.parse(apiKey.expires_at), style)}`}
          </span>
        )}
      </p>
      {asking ? (
        <Dialog title={t`Отозвать ключ «${name}»?`} onClose={() => setAsking(false)}>
          <p className="text-ink2">{t`Программы с этим ключом сразу потеряют доступ. Вернуть ключ нельзя.`}</p>
          {revoke.isError ? (
            <div className="mt-3">
              <Refusal error={revoke.error} />
            </div>
          ) : null}
          <div className="mt-4 flex justify-end gap-2">
            <Button data-autofocus onClick={() => setAsking(false)}>{t`Оставить`}</Button>
            <Button look="danger" busy={revoke.isPending} onClick={() => revoke.mutate()}>
              {t`Отозвать`}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </li>
  );
}

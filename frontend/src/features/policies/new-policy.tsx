import { useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, unwrap } from '@/api/client';
import { errorsByField } from '@/api/revisions';
import type { Calendar, Policy } from '@/api/types';
import { isConnected } from '@/domain/chat-accounts/freshness';
import { accountsQuery } from '@/domain/chat-accounts/queries';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Refusal } from '@/ui/refusal';
import { Select } from '@/ui/select';
import { PreviewView } from './preview-view';
import { policyKeys, type Targets } from './queries';
import { draftOf, TargetsFields, targetsIn, targetsOf } from './targets-fields';

type Props = { policies: Policy[]; general: Policy; calendars: Calendar[]; onDone: () => void };

const ALL_OZON = 'ozon';

/** A promise for one account or for a marketplace, beginning with the one of the whole workspace. */
export function NewPolicy({ policies, general, calendars, onDone }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const accounts = useQuery(accountsQuery());
  const [draft, setDraft] = useState(() => draftOf(targetsIn(general)));
  const taken = new Set(policies.map((policy) => policy.chat_account?.id ?? policy.marketplace));
  const reaches = [
    { value: ALL_OZON, label: t`Все кабинеты Ozon` },
    ...(accounts.data ?? [])
      .filter(isConnected)
      .map((account) => ({ value: account.id, label: account.title })),
  ].filter((reach) => !taken.has(reach.value));
  const [chosen, setChosen] = useState('');
  const reach = reaches.find((one) => one.value === chosen)?.value ?? reaches.at(-1)?.value ?? '';
  const wanted = targetsOf(draft);
  const create = useMutation({
    mutationFn: (targets: Targets) =>
      unwrap(
        api.POST('/api/v1/sla/policies', {
          body:
            reach === ALL_OZON
              ? { ...targets, scope: 'marketplace', marketplace: ALL_OZON }
              : { ...targets, scope: 'chat_account', marketplace: '', chat_account: reach },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: policyKeys.policies });
      onDone();
    },
  });
  const errors = errorsByField(create.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted && reach !== '') create.mutate(wanted);
  };
  if (reaches.length === 0) {
    return (
      <Notice look="info" action={<Button onClick={onDone}>{t`Понятно`}</Button>}>
        {t`Сроки уже заданы для всех кабинетов.`}
      </Notice>
    );
  }
  return (
    <form onSubmit={submit} className="mb-4 space-y-3 border-b border-line pb-4">
      <Select
        label={t`Для чего`}
        className="block"
        value={reach}
        onChange={(event) => setChosen(event.target.value)}
        options={reaches}
      />
      <TargetsFields draft={draft} calendars={calendars} errors={errors} onChange={setDraft} />
      <PreviewView draft={wanted} />
      {create.isError && Object.keys(errors).length === 0 ? <Refusal error={create.error} /> : null}
      <div className="flex gap-2">
        <Button
          type="submit"
          look="primary"
          busy={create.isPending}
          aria-disabled={wanted === null || undefined}
        >
          {t`Добавить`}
        </Button>
        <Button onClick={onDone}>{t`Отмена`}</Button>
      </div>
    </form>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, unwrap } from '@/api/client';
import { errorsByField, ifMatch, newerVersion } from '@/api/revisions';
import type { Calendar, Policy } from '@/api/types';
import { Button } from '@/ui/button';
import { Conflict } from '@/ui/conflict';
import { Refusal } from '@/ui/refusal';
import { PreviewView } from './preview-view';
import { policyKeys, type Targets } from './queries';
import { draftOf, TargetsFields, targetsIn, targetsOf } from './targets-fields';
import { minutesWithHours } from './words';

type Props = { policy: Policy; calendars: Calendar[]; onDone: () => void };

/** Changes a promise, with what it would mean beside it; what somebody else saved meanwhile is never lost. */
export function PolicyForm({ policy, calendars, onDone }: Props) {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(targetsIn(policy)));
  const wanted = targetsOf(draft);
  const save = useMutation({
    mutationFn: ({ body, revision }: { body: Targets; revision: number }) =>
      unwrap(
        api.PATCH('/api/v1/sla/policies/{policy_id}', {
          params: { path: { policy_id: policy.id }, header: ifMatch(revision) },
          body,
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: policyKeys.policies });
      onDone();
    },
  });
  const newer = newerVersion<Policy>(save.error);
  const errors = errorsByField(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted) save.mutate({ body: wanted, revision: policy.revision });
  };
  return (
    <form onSubmit={submit} className="mt-2 space-y-3">
      <TargetsFields draft={draft} calendars={calendars} errors={errors} onChange={setDraft} />
      <PreviewView draft={wanted === null ? null : { ...wanted, policy: policy.id }} />
      {newer ? (
        <Conflict
          author={newer.changed_by}
          version={t`первый ответ за ${minutesWithHours(i18n, newer.first_minutes)}, следующие за ${minutesWithHours(i18n, newer.next_minutes)}`}
          onTake={() => {
            setDraft(draftOf(targetsIn(newer)));
            save.reset();
            void client.invalidateQueries({ queryKey: policyKeys.policies });
          }}
          onKeep={() => wanted && save.mutate({ body: wanted, revision: newer.revision })}
        />
      ) : save.isError && Object.keys(errors).length === 0 ? (
        <Refusal error={save.error} />
      ) : null}
      <div className="flex gap-2">
        <Button
          type="submit"
          look="primary"
          busy={save.isPending}
          aria-disabled={wanted === null || undefined}
        >
          {t`Сохранить`}
        </Button>
        <Button onClick={onDone}>{t`Отмена`}</Button>
      </div>
    </form>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '@/api/client';
import { errorText } from '@/api/errors';
import type { Calendar, Policy } from '@/api/types';
import { useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { toast } from '@/ui/toasts';
import { PolicyForm } from './policy-form';
import { policyKeys } from './queries';
import { Recompute } from './recompute';
import { minutesWithHours, reachInWords } from './words';

/** One promise: for whom, how fast, in which hours. */
export function PolicyCard({ policy, calendars }: { policy: Policy; calendars: Calendar[] }) {
  const { t, i18n } = useLingui();
  const { isOwner } = useWorkspace();
  const client = useQueryClient();
  const [editing, setEditing] = useState(false);
  const remove = useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE('/api/v1/sla/policies/{policy_id}', {
          params: { path: { policy_id: policy.id } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: policyKeys.policies }),
    onError: (error) => toast(errorText(error, i18n.locale).text, { urgent: true }),
  });
  const first = minutesWithHours(i18n, policy.first_minutes);
  const next = minutesWithHours(i18n, policy.next_minutes);
  const hours = policy.calendar?.title ?? t`круглосуточно`;
  return (
    <li className="py-4 first:pt-0 last:pb-0">
      <h3 className="font-semibold">{reachInWords(i18n, policy)}</h3>
      {editing ? (
        <PolicyForm policy={policy} calendars={calendars} onDone={() => setEditing(false)} />
      ) : (
        <>
          <p>{t`Первый ответ за ${first}, следующие за ${next}. Часы: ${hours}. Предупредить на ${policy.warn_percent} % срока.`}</p>
          {policy.changed_by === null ? null : (
            <p className="text-sm text-ink3">{t`Изменил: ${policy.changed_by}`}</p>
          )}
          {isOwner ? (
            <div className="mt-2 flex flex-wrap items-start gap-2">
              <Button onClick={() => setEditing(true)}>{t`Изменить`}</Button>
              <Recompute policy={policy} />
              {policy.scope === 'workspace' ? null : (
                <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
                  {t`Удалить`}
                </Button>
              )}
            </div>
          ) : null}
        </>
      )}
    </li>
  );
}

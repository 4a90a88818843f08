import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Policy } from '@/api/types';
import { chatKeys } from '@/domain/chats/keys';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Refusal } from '@/ui/refusal';
import { toast } from '@/ui/toasts';

/** Has what is open take the present targets over, after showing how many that changes. */
export function Recompute({ policy }: { policy: Policy }) {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const run = (dry_run: boolean) =>
    unwrap(
      api.POST('/api/v1/sla/policies/{policy_id}/recompute', {
        params: { path: { policy_id: policy.id } },
        body: { dry_run },
      }),
    );
  const trial = useMutation({ mutationFn: () => run(true) });
  const real = useMutation({
    mutationFn: () => run(false),
    onSuccess: (done) => {
      trial.reset();
      toast(
        t`Пересчитано: ${plural(done.changes, { one: '# вопрос', few: '# вопроса', many: '# вопросов', other: '# вопроса' })}`,
      );
      void client.invalidateQueries({ queryKey: chatKeys.lists });
      void client.invalidateQueries({ queryKey: chatKeys.counts });
    },
  });
  const found = trial.data;
  const error = real.error ?? trial.error;
  return (
    <>
      <Button busy={trial.isPending} onClick={() => trial.mutate()}>
        {t`Пересчитать открытые…`}
      </Button>
      {error && !found ? <Refusal error={error} /> : null}
      {found ? (
        <Dialog title={t`Пересчитать открытые вопросы?`} onClose={() => trial.reset()}>
          <p>
            {t`Ждут ответа: ${plural(found.open, { one: '# вопрос', few: '# вопроса', many: '# вопросов', other: '# вопроса' })}. Срок изменится у ${i18n.number(found.changes)}.`}
          </p>
          {found.late > 0 ? (
            <p className="mt-1 text-warn">{t`После пересчёта просрочены: ${i18n.number(found.late)}.`}</p>
          ) : null}
          <Refusal error={real.error} />
          <div className="mt-4 flex justify-end gap-2">
            <Button data-autofocus onClick={() => trial.reset()}>{t`Оставить как есть`}</Button>
            <Button
              look="primary"
              busy={real.isPending}
              aria-disabled={found.changes === 0 || undefined}
              onClick={() => real.mutate()}
            >
              {t`Пересчитать`}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}

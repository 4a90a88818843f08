import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { UndoSeconds } from '@/api/types';
import { meQuery } from '@/domain/session/queries';
import { useWorkspace } from '@/domain/session/workspace';
import { Choices } from '@/ui/choices';
import { Refusal } from '@/ui/refusal';

type Choice = `${UndoSeconds}`;

/** How long one's replies wait for second thoughts. */
export function UndoSecondsChoice() {
  const { t } = useLingui();
  const { me } = useWorkspace();
  const client = useQueryClient();
  const keep = useMutation({
    mutationFn: (choice: Choice) =>
      unwrap(api.PATCH('/api/v1/me', { body: { undo_seconds: Number(choice) as UndoSeconds } })),
    onSuccess: (fresh) => client.setQueryData(meQuery().queryKey, fresh),
  });
  const chosen = keep.variables ?? (`${me.user?.undo_seconds ?? 5}` as Choice);
  return (
    <div className="mt-3">
      <Choices<Choice>
        legend={t`Отмена отправки`}
        value={keep.isError ? (`${me.user?.undo_seconds ?? 5}` as Choice) : chosen}
        onChange={(choice) => keep.mutate(choice)}
        options={[
          { value: '0', label: t`Отправлять сразу` },
          { value: '5', label: t`Ждать 5 секунд` },
          { value: '10', label: t`Ждать 10 секунд` },
        ]}
      />
      <p className="text-sm text-ink3">{t`Пока ответ ждёт, его можно вернуть кнопкой «Отменить отправку» или клавишей Z.`}</p>
      <Refusal error={keep.error} withRemedy />
    </div>
  );
}

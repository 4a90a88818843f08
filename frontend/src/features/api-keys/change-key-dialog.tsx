import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { errorsByField, newerVersion } from '@/api/revisions';
import type { ApiKey } from '@/api/types';
import { Conflict } from '@/ui/conflict';
import { Dialog } from '@/ui/dialog';
import { FormButtons } from '@/ui/form-buttons';
import { Refusal } from '@/ui/refusal';
import { draftOf, isReady } from './draft';
import { KeyFields } from './key-fields';
import { apiKeysQuery, changeKey } from './queries';

type Props = { apiKey: ApiKey; onClose: () => void };

/** Changes what a key may; what another owner saved meanwhile is shown, never overwritten. */
export function ChangeKeyDialog({ apiKey, onClose }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [base, setBase] = useState(apiKey);
  const [draft, setDraft] = useState(() => draftOf(apiKey));
  const save = useMutation({
    mutationFn: (revision: number) => changeKey(apiKey, draft, revision),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: apiKeysQuery().queryKey });
      onClose();
    },
  });
  const newer = newerVersion<ApiKey>(save.error);
  const errors = errorsByField(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady(draft) && !save.isPending) save.mutate(base.revision);
  };
  return (
    <Dialog title={t`Изменить ключ`} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <KeyFields
          draft={draft}
          errors={errors}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
        <p className="text-sm text-ink3">{t`Действует со следующего запроса с этим ключом.`}</p>
        {newer ? (
          <Conflict
            author={null}
            version={newer.name}
            onTake={() => {
              setBase(newer);
              setDraft(draftOf(newer));
              save.reset();
            }}
            onKeep={() => save.mutate(newer.revision)}
          />
        ) : Object.keys(errors).length === 0 ? (
          <Refusal error={save.error} withRemedy />
        ) : null}
        <FormButtons
          onCancel={onClose}
          submit={t`Сохранить`}
          busy={save.isPending}
          disabled={!isReady(draft)}
        />
      </form>
    </Dialog>
  );
}

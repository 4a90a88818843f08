import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { errorsByField } from '@/api/revisions';
import { Dialog } from '@/ui/dialog';
import { FormButtons } from '@/ui/form-buttons';
import { Refusal } from '@/ui/refusal';
import { Select } from '@/ui/select';
import { draftOf, isReady } from './draft';
import { KeyFields } from './key-fields';
import { KeyOnce } from './key-once';
import { apiKeysQuery, createKey } from './queries';

const DAY_MS = 86_400_000;

/** Makes a key and shows it this one time. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(null));
  const [days, setDays] = useState('0');
  const create = useMutation({
    mutationFn: () =>
      createKey(draft, days === '0' ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString()),
    onSuccess: () => void client.invalidateQueries({ queryKey: apiKeysQuery().queryKey }),
  });
  const errors = errorsByField(create.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady(draft) && !create.isPending) create.mutate();
  };

  if (create.data) {
    return (
      <Dialog title={t`Ключ готов`} onClose={onClose}>
        <KeyOnce secret={create.data.key} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t`Новый ключ`} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <KeyFields
          draft={draft}
          errors={errors}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
        <Select
          label={t`Срок`}
          className="block"
          value={days}
          onChange={(event) => setDays(event.target.value)}
          options={[
            { value: '0', label: t`без срока` },
            { value: '30', label: t`30 дней` },
            { value: '90', label: t`90 дней` },
            { value: '365', label: t`год` },
          ]}
        />
        {Object.keys(errors).length === 0 ? <Refusal error={create.error} withRemedy /> : null}
        <FormButtons
          onCancel={onClose}
          submit={t`Создать`}
          busy={create.isPending}
          disabled={!isReady(draft)}
        />
      </form>
    </Dialog>
  );
}

import { useLingui } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { errorText } from '@/api/errors';
import type { ChatAccount } from '@/api/types';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { useAccountChange } from './use-account-change';

export function RenameForm({ account }: { account: ChatAccount }) {
  const { t, i18n } = useLingui();
  const [title, setTitle] = useState(account.title);
  const save = useAccountChange(account);
  const same = title.trim() === account.title || title.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!same) save.mutate({ title: title.trim() });
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <Field
        className="min-w-52 flex-1"
        label={t`Название кабинета`}
        value={title}
        maxLength={120}
        onChange={(event) => setTitle(event.target.value)}
        error={save.isError ? errorText(save.error, i18n.locale).text : undefined}
      />
      <Button type="submit" className="!min-h-9" busy={save.isPending} aria-disabled={same || undefined}>
        {t`Сохранить`}
      </Button>
    </form>
  );
}

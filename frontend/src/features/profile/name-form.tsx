import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, unwrap } from '@/api/client';
import { errorText } from '@/api/errors';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';

/** The name colleagues see beside your answers. */
export function NameForm({ name: saved }: { name: string }) {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const [name, setName] = useState(saved);
  const save = useMutation({
    mutationFn: () => unwrap(api.PATCH('/api/v1/me', { body: { name: name.trim() } })),
    onSuccess: (me) => client.setQueryData(['me'], me),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <Field
        className="min-w-52 flex-1"
        label={t`Имя`}
        name="name"
        autoComplete="name"
        maxLength={150}
        required
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={save.isError ? errorText(save.error, i18n.locale).text : undefined}
      />
      <Button
        type="submit"
        className="!min-h-9"
        busy={save.isPending}
        aria-disabled={name.trim() === saved || name.trim() === '' || undefined}
      >
        {t`Сохранить`}
      </Button>
      <span role="status" className="basis-full text-sm text-ok empty:hidden">
        {save.isSuccess && name.trim() === saved ? t`Сохранено` : ''}
      </span>
    </form>
  );
}

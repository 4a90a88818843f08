import { useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, unwrap } from '@/api/client';
import { errorsByField } from '@/api/revisions';
import type { Workspace } from '@/api/types';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { Refusal } from '@/ui/refusal';

type Props = { organisation: Workspace; onCancel: () => void; onClosed: (fresh: Workspace) => void };

/** The address, typed by the person: nobody closes an organisation by a slip of the hand. */
export function CloseDialog({ organisation: { name, slug }, onCancel, onClosed }: Props) {
  const { t } = useLingui();
  const [typed, setTyped] = useState('');
  const close = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/workspace/closing', { body: { slug: typed.trim() } })),
    onSuccess: onClosed,
  });
  const errors = errorsByField(close.error);
  const ready = typed.trim() === slug;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !close.isPending) close.mutate();
  };
  return (
    <Dialog title={t`Закрыть «${name}»?`} onClose={onCancel}>
      <form onSubmit={submit} className="space-y-3">
        <p className="text-ink2">{t`Через 30 дней будут стёрты чаты, отчёты, шаблоны и доступ сотрудников.`}</p>
        <Field
          label={t`Чтобы подтвердить, введите адрес организации: ${slug}`}
          value={typed}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          error={errors.slug}
          onChange={(event) => setTyped(event.target.value)}
        />
        {errors.slug ? null : <Refusal error={close.error} withRemedy />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onCancel}>{t`Не закрывать`}</Button>
          <Button type="submit" look="danger" busy={close.isPending} aria-disabled={!ready || undefined}>
            {t`Закрыть организацию`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

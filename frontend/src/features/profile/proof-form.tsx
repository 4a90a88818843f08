import { useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError, errorText } from '@/api/errors';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { prove } from './security';

/** The password once more, before something weighty. */
export function ProofForm({ onProven, onCancel }: { onProven: () => void; onCancel: () => void }) {
  const { t, i18n } = useLingui();
  const [password, setPassword] = useState('');
  const check = useMutation({ mutationFn: () => prove(password), onSuccess: onProven });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!check.isPending) check.mutate();
  };
  const reason =
    check.error instanceof ApiError && check.error.status === 400
      ? t`Пароль введён неверно.`
      : check.isError
        ? errorText(check.error, i18n.locale).text
        : undefined;
  return (
    <form onSubmit={submit} className="max-w-sm space-y-4">
      <Field
        label={t`Ваш пароль`}
        hint={t`Чтобы убедиться, что это вы.`}
        type="password"
        name="password"
        autoComplete="current-password"
        required
        autoFocus
        value={password}
        error={reason}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className="flex gap-2">
        <Button type="submit" look="primary" busy={check.isPending}>
          {t`Продолжить`}
        </Button>
        <Button onClick={onCancel}>{t`Отмена`}</Button>
      </div>
    </form>
  );
}

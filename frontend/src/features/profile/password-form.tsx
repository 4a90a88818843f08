import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError } from '@/api/errors';
import { NewPasswordField } from '@/domain/session/new-password-field';
import { passwordReason } from '@/domain/session/password-reason';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { changePassword, securityKeys } from './security';

/** A new password for the old one; the other devices are signed out with it. */
export function PasswordForm({ email }: { email: string }) {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const save = useMutation({
    mutationFn: () => changePassword(current, wanted),
    onSuccess: () => {
      setOpen(false);
      setCurrent('');
      setWanted('');
      void client.invalidateQueries({ queryKey: securityKeys.sessions });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  const reason = save.isError ? passwordReason(i18n, save.error) : undefined;
  const aboutCurrent = save.error instanceof ApiError && save.error.problems[0]?.attr === 'current_password';

  if (!open) {
    return (
      <>
        {save.isSuccess ? (
          <div className="mb-3">
            <Notice look="ok" role="status">
              {t`Пароль изменён. На других устройствах нужно войти снова.`}
            </Notice>
          </div>
        ) : null}
        <Button
          onClick={() => {
            save.reset();
            setOpen(true);
          }}
        >
          {t`Сменить пароль`}
        </Button>
      </>
    );
  }
  return (
    <form onSubmit={submit} className="max-w-sm space-y-4">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field
        label={t`Нынешний пароль`}
        type="password"
        name="current-password"
        autoComplete="current-password"
        required
        autoFocus
        value={current}
        error={aboutCurrent ? reason : undefined}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <NewPasswordField value={wanted} onChange={setWanted} error={aboutCurrent ? undefined : reason} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" busy={save.isPending}>
          {t`Сохранить`}
        </Button>
        <Button onClick={() => setOpen(false)}>{t`Отмена`}</Button>
      </div>
    </form>
  );
}

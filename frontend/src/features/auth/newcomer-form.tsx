import { useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, unwrap } from '@/api/client';
import { errorsByField } from '@/api/revisions';
import { NewPasswordField } from '@/domain/session/new-password-field';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Refusal } from '@/ui/refusal';
import { hasSession, signIn } from './access';

type Props = { token: string; email: string; onJoined: (slug: string) => void };

/** Who has no account yet chooses a name and a password; the address was proven by the mail. */
export function NewcomerForm({ token, email, onJoined }: Props) {
  const { t } = useLingui();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const join = useMutation({
    mutationFn: async () => {
      // Brings the token that every change needs.
      await hasSession();
      const body = { token, name: name.trim(), password };
      const joined = await unwrap(api.POST('/api/v1/invitations/accept', { body }));
      await signIn(joined.email, password);
      return joined;
    },
    onSuccess: (joined) => onJoined(joined.workspace),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!join.isPending) join.mutate();
  };
  const errors = errorsByField(join.error);
  return (
    <form onSubmit={submit} className="space-y-4">
      <p className="text-ink2">{t`Вход будет по адресу ${email} и паролю.`}</p>
      {/* For password managers: the name under which they keep the password. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field
        label={t`Имя`}
        hint={t`Его увидят коллеги рядом с вашими ответами.`}
        name="name"
        autoComplete="name"
        maxLength={150}
        required
        value={name}
        error={errors.name}
        onChange={(event) => setName(event.target.value)}
      />
      <NewPasswordField label={t`Пароль`} value={password} onChange={setPassword} error={errors.password} />
      {errors.name || errors.password ? null : <Refusal error={join.error} withRemedy />}
      <Button type="submit" look="primary" busy={join.isPending} className="w-full !min-h-10">
        {t`Присоединиться`}
      </Button>
    </form>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { errorsByField } from '@/api/revisions';
import { NewPasswordField } from '@/domain/session/new-password-field';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Refusal } from '@/ui/refusal';
import { type SignUp, signUp } from './registration';

const EMPTY: SignUp = { name: '', organisation: '', email: '', password: '' };

/** Who they are and what their organisation is called; nothing is opened before the mail is answered. */
export function SignUpForm({ onSent }: { onSent: (email: string) => void }) {
  const { t, i18n } = useLingui();
  const [form, setForm] = useState(EMPTY);
  const send = useMutation({
    mutationFn: () => signUp(form, i18n.locale),
    onSuccess: () => onSent(form.email.trim()),
  });
  const set = (part: Partial<SignUp>) => setForm({ ...form, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!send.isPending) send.mutate();
  };
  const errors = errorsByField(send.error);
  return (
    <form onSubmit={submit} className="space-y-4">
      <Field
        label={t`Имя`}
        hint={t`Его увидят коллеги рядом с вашими ответами.`}
        name="name"
        autoComplete="name"
        maxLength={150}
        required
        data-autofocus
        value={form.name}
        error={errors.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <Field
        label={t`Название организации`}
        name="organization"
        autoComplete="organization"
        maxLength={200}
        required
        value={form.organisation}
        error={errors.organisation}
        onChange={(event) => set({ organisation: event.target.value })}
      />
      <Field
        label={t`Почта`}
        hint={t`На неё придёт письмо со ссылкой.`}
        type="email"
        name="email"
        autoComplete="username"
        required
        value={form.email}
        error={errors.email}
        onChange={(event) => set({ email: event.target.value })}
      />
      <NewPasswordField
        label={t`Пароль`}
        value={form.password}
        onChange={(password) => set({ password })}
        error={errors.password}
      />
      {Object.keys(errors).length > 0 ? null : <Refusal error={send.error} withRemedy />}
      <Button type="submit" look="primary" busy={send.isPending} className="w-full !min-h-10">
        {t`Зарегистрироваться`}
      </Button>
    </form>
  );
}

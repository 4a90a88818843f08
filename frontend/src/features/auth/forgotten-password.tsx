import { useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError, errorText } from '@/api/errors';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { askForNewPassword } from './access';

/** Asks for the mail; the answer does not tell whether anybody has this address. */
export function ForgottenPassword() {
  const { t, i18n } = useLingui();
  const [email, setEmail] = useState('');
  const ask = useMutation({ mutationFn: () => askForNewPassword(email.trim()) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ask.isPending) ask.mutate();
  };
  const reason =
    ask.error instanceof ApiError && ask.error.status === 429
      ? t`Слишком много писем за короткое время. Подождите пять минут и попробуйте снова.`
      : ask.error instanceof ApiError && ask.error.status === 400
        ? t`Это не похоже на адрес почты.`
        : errorText(ask.error, i18n.locale).text;

  if (ask.isSuccess) {
    return (
      <Notice look="ok" icon="mail" role="status">
        {t`Если с адресом ${email.trim()} кто-то зарегистрирован, письмо со ссылкой уже в пути. Ссылка действует сутки.`}
      </Notice>
    );
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <p className="text-ink2">{t`Пришлём ссылку, по которой можно задать новый пароль.`}</p>
      <Field
        label={t`Почта`}
        type="email"
        name="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      {ask.isError ? (
        <Notice look="bad" role="alert">
          {reason}
        </Notice>
      ) : null}
      <Button type="submit" look="primary" busy={ask.isPending} className="w-full !min-h-10">
        {t`Прислать ссылку`}
      </Button>
    </form>
  );
}

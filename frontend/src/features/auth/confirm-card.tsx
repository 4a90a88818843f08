import { useLingui } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ApiError, errorText } from '@/api/errors';
import { errorsByField } from '@/api/revisions';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { Refusal } from '@/ui/refusal';
import { confirmRegistration, registrationQuery } from './registration';

type Props = {
  token: string;
  onConfirmed: (slug: string) => void;
  /** Ways on from a link that no longer works, by the code of the refusal. */
  wayOn: (code: string) => ReactNode;
};

/** Behind the link of the mail: whose address and which organisation, and the step that opens it. */
export function ConfirmCard({ token, onConfirmed, wayOn }: Props) {
  const { t } = useLingui();
  const [password, setPassword] = useState('');
  const registration = useQuery({ ...registrationQuery(token), retry: false });
  const needsPassword = registration.data?.needs_password ?? false;
  const confirm = useMutation({
    mutationFn: () => confirmRegistration(token, needsPassword ? password : undefined),
    onSuccess: (opened) => onConfirmed(opened.workspace),
  });
  const failed = registration.error ?? confirm.error;
  if (isFinal(failed)) return <Gone error={failed} wayOn={wayOn} />;
  if (registration.isError)
    return <Failure error={registration.error} onRetry={() => void registration.refetch()} />;
  if (!registration.data) return <div className="skeleton h-40" aria-busy="true" />;
  const { email, organisation } = registration.data;
  const errors = errorsByField(confirm.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!confirm.isPending) confirm.mutate();
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <p>{t`Адрес ${email} станет вашим входом, откроется организация «${organisation}».`}</p>
      {needsPassword ? (
        <>
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <Field
            label={t`Пароль`}
            hint={t`Тот, что вы выбрали при регистрации: ссылка открыта в другом браузере.`}
            type="password"
            name="password"
            autoComplete="current-password"
            required
            value={password}
            error={errors.password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </>
      ) : null}
      {errors.password ? null : <Refusal error={confirm.error} withRemedy />}
      <Button type="submit" look="primary" busy={confirm.isPending} className="w-full !min-h-10">
        {t`Подтвердить и войти`}
      </Button>
    </form>
  );
}

const isFinal = (error: unknown): error is ApiError =>
  error instanceof ApiError && [403, 404, 409].includes(error.status);

function Gone({ error, wayOn }: { error: ApiError; wayOn: Props['wayOn'] }) {
  const { i18n } = useLingui();
  const { text, remedy } = errorText(error, i18n.locale);
  return (
    <>
      <Notice look="warn" role="status">
        <p>{text}</p>
        {remedy ? <p>{remedy}</p> : null}
      </Notice>
      <p className="mt-4">{wayOn(error.code)}</p>
    </>
  );
}

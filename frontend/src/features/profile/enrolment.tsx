import { useLingui } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { ApiError, errorText } from '@/api/errors';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { Failure } from '@/ui/failure';
import { Field } from '@/ui/field';
import { QrCode } from './qr/qr-code';
import { beginEnrolment, finishEnrolment, ProofNeeded } from './security';

type Props = { onDone: () => void; onCancel: () => void; onProofNeeded: () => void };

/** The secret as a picture and as letters, and the first code as the proof that the phone has it. */
export function Enrolment({ onDone, onCancel, onProofNeeded }: Props) {
  const { t, i18n } = useLingui();
  const [code, setCode] = useState('');
  const secret = useQuery({
    queryKey: ['enrolment'],
    queryFn: beginEnrolment,
    // Each answer is another secret: one that was scanned must stay, whatever else is fetched anew.
    staleTime: 'static',
    gcTime: 0,
    retry: false,
  });
  const turnOn = useMutation({
    mutationFn: () => finishEnrolment(code.replace(/\s/g, '')),
    onSuccess: onDone,
    onError: (error) => {
      if (error instanceof ProofNeeded) onProofNeeded();
    },
  });
  const proofNeeded = secret.error instanceof ProofNeeded;
  useEffect(() => {
    if (proofNeeded) onProofNeeded();
  }, [proofNeeded, onProofNeeded]);

  if (proofNeeded) return null;
  if (secret.isError) return <Failure error={secret.error} onRetry={() => void secret.refetch()} />;
  if (!secret.data) return <div className="skeleton h-64" aria-busy="true" />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!turnOn.isPending) turnOn.mutate();
  };
  const reason = !turnOn.isError
    ? undefined
    : turnOn.error instanceof ApiError && turnOn.error.status === 400
      ? t`Код не подходит. Проверьте часы телефона и введите новый код.`
      : errorText(turnOn.error, i18n.locale).text;
  const letters = secret.data.secret.replace(/(.{4})(?=.)/g, '$1 ');
  return (
    <form onSubmit={submit} className="space-y-4">
      <p className="text-ink2">
        {t`Откройте на телефоне приложение для кодов (Яндекс Ключ, Google Authenticator или другое), добавьте в нём запись и наведите камеру.`}
      </p>
      <div className="flex flex-wrap gap-5">
        <QrCode text={secret.data.totp_url} label={t`Код для приложения`} />
        <div className="min-w-0 flex-1 basis-56 space-y-2">
          <p>{t`Камеры нет? Введите в приложении эти буквы и цифры:`}</p>
          <code className="block rounded-md border border-line bg-sunken p-3 break-words select-all">
            {letters}
          </code>
          <CopyButton text={secret.data.secret} />
        </div>
      </div>
      <Field
        className="max-w-56"
        label={t`Код из приложения`}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        value={code}
        error={reason}
        onChange={(event) => setCode(event.target.value)}
      />
      <div className="flex gap-2">
        <Button type="submit" look="primary" busy={turnOn.isPending}>
          {t`Включить`}
        </Button>
        <Button onClick={onCancel}>{t`Отмена`}</Button>
      </div>
    </form>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MailSent } from '@/features/auth/mail-sent';
import { signUpQuery } from '@/features/auth/registration';
import { SignUpForm } from '@/features/auth/sign-up-form';
import { Failure } from '@/ui/failure';
import { Notice } from '@/ui/notice';
import { EntryLink } from './entry-link';
import { EntryFrame } from './frame';

/** Registration, as long as it is open. */
export function SignUpRoute() {
  const { t } = useLingui();
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (sentTo !== null) {
    return (
      <EntryFrame title={t`Проверьте почту`}>
        <MailSent email={sentTo} onBack={() => setSentTo(null)} />
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={t`Регистрация`} lead={t`Своя организация, в ней ваши кабинеты и коллеги.`}>
      <WhileOpen onSent={setSentTo} />
      <p className="mt-4">
        <EntryLink to="/login">{t`Уже есть учётная запись? Войти`}</EntryLink>
      </p>
    </EntryFrame>
  );
}

function WhileOpen({ onSent }: { onSent: (email: string) => void }) {
  const { t } = useLingui();
  const state = useQuery(signUpQuery());
  if (state.isError) return <Failure error={state.error} onRetry={() => void state.refetch()} />;
  if (!state.data) return <div className="skeleton h-64" aria-busy="true" />;
  if (state.data.is_open) return <SignUpForm onSent={onSent} />;
  return (
    <Notice look="info" role="status">
      {t`Регистрация закрыта. Попросите владельца организации пригласить вас.`}
    </Notice>
  );
}

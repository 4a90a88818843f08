import { useLingui } from '@lingui/react/macro';
import { useLocation } from 'react-router';
import { ForgottenPassword } from '@/features/auth/forgotten-password';
import { ReplacePassword } from '@/features/auth/replace-password';
import { EntryLink } from './entry-link';
import { EntryFrame } from './frame';

/** Without a key a mail is asked for; with the key of that mail, behind the #, the password is set. */
export function PasswordRoute() {
  const { t } = useLingui();
  const key = useLocation().hash.slice(1);
  return (
    <EntryFrame title={t`Новый пароль`}>
      {key === '' ? <ForgottenPassword /> : <ReplacePassword key={key} linkKey={key} />}
      <p className="mt-4">
        <EntryLink to="/login">{t`Ко входу`}</EntryLink>
      </p>
    </EntryFrame>
  );
}

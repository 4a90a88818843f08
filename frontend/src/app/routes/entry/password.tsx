import { useLingui } from '@lingui/react/macro';
import { Link, useLocation } from 'react-router';
import { ForgottenPassword } from '@/features/auth/forgotten-password';
import { ReplacePassword } from '@/features/auth/replace-password';
import { EntryFrame } from './frame';

/** Without a key a mail is asked for; with the key of that mail, behind the #, the password is set. */
export function PasswordRoute() {
  const { t } = useLingui();
  const key = useLocation().hash.slice(1);
  return (
    <EntryFrame title={t`Новый пароль`}>
      {key === '' ? <ForgottenPassword /> : <ReplacePassword key={key} linkKey={key} />}
      <p className="mt-4">
        <Link to="/login" className="inline-flex min-h-6 items-center text-accent underline coarse:min-h-11">
          {t`Ко входу`}
        </Link>
      </p>
    </EntryFrame>
  );
}

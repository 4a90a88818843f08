import { useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { hasSession } from '@/features/auth/access';
import { SignInForm } from '@/features/auth/sign-in-form';
import { EntryFrame } from './frame';

/** The way in. */
export function LoginRoute() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const next = safePath(params.get('next'));

  useEffect(() => {
    let left = false;
    hasSession().then(
      (signedIn) => {
        if (signedIn && !left) navigate(next, { replace: true });
      },
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [navigate, next]);

  return (
    <EntryFrame title={t`Вход`} lead={t`Все чаты с покупателями в одном месте.`}>
      <SignInForm
        email={params.get('email') ?? ''}
        onSignedIn={() => navigate(next, { replace: true })}
        forgotten={
          <Link
            to="/password"
            className="inline-flex min-h-6 items-center text-accent underline coarse:min-h-11"
          >
            {t`Забыли пароль?`}
          </Link>
        }
      />
    </EntryFrame>
  );
}

/** Only a path of ours: never an address that leads away. */
function safePath(path: string | null): string {
  return path !== null && /^\/(?![/\\])/.test(path) ? path : '/';
}

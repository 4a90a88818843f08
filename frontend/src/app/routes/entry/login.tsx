import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { onSomebody } from '@/domain/session/one-person';
import { hasSession } from '@/features/auth/access';
import { signUpQuery } from '@/features/auth/registration';
import { SignInForm } from '@/features/auth/sign-in-form';
import { EntryLink } from './entry-link';
import { EntryFrame } from './frame';

/** The way in. */
export function LoginRoute() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const signUp = useQuery(signUpQuery());
  const next = safePath(params.get('next'));

  useEffect(() => {
    let left = false;
    const goOn = () => navigate(next, { replace: true });
    hasSession().then(
      (signedIn) => {
        if (signedIn && !left) goOn();
      },
      () => undefined,
    );
    const stopListening = onSomebody(goOn);
    return () => {
      left = true;
      stopListening();
    };
  }, [navigate, next]);

  return (
    <EntryFrame title={t`Вход`} lead={t`Все чаты с покупателями в одном месте.`}>
      <SignInForm
        email={params.get('email') ?? ''}
        onSignedIn={() => navigate(next, { replace: true })}
        forgotten={
          <p className="flex flex-wrap justify-between gap-x-4">
            <EntryLink to="/password">{t`Забыли пароль?`}</EntryLink>
            {signUp.data?.is_open ? <EntryLink to="/sign-up">{t`Зарегистрироваться`}</EntryLink> : null}
          </p>
        }
      />
    </EntryFrame>
  );
}

/** Only a path of ours: never an address that leads away. */
function safePath(path: string | null): string {
  return path !== null && /^\/(?![/\\])/.test(path) ? path : '/';
}

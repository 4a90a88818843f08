import { useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { hasSession } from '@/api/sign-in';
import { LanguageSwitch } from '@/app/language-switch';
import { SignInForm } from '@/features/auth/sign-in-form';
import { Logo } from '@/ui/logo';

/** The way in. */
export default function LoginRoute() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const next = safePath(params.get('next'));

  useEffect(() => {
    document.title = `${t`Вход`} · Chat Center`;
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
  }, [t, navigate, next]);

  return (
    <div className="flex min-h-full flex-col items-center justify-center gap-6 bg-bg p-4">
      <main className="w-full max-w-sm rounded-xl border border-line bg-panel p-6 shadow-float">
        <Logo />
        <h1 className="mt-5 mb-1 text-xl font-semibold">{t`Вход`}</h1>
        <p className="mb-5 text-ink2">{t`Все чаты с покупателями в одном месте.`}</p>
        <SignInForm onSignedIn={() => navigate(next, { replace: true })} />
      </main>
      <footer>
        <LanguageSwitch />
      </footer>
    </div>
  );
}

/** Only a path of ours: never an address that leads away. */
function safePath(path: string | null): string {
  return path !== null && /^\/(?![/\\])/.test(path) ? path : '/';
}

import { useLingui } from '@lingui/react/macro';
import { Dialog } from '@/ui/dialog';
import { currentUser } from './access';
import { SignInForm } from './sign-in-form';

type Props = { email: string; onSignedIn: (userId: string | null) => Promise<void> };

/** Signing in over the page, without leaving it; nobody goes on before it is known who it is. */
export default function SignInDialog({ email, onSignedIn }: Props) {
  const { t } = useLingui();
  return (
    <Dialog title={t`Вы вышли из системы`} onClose={() => undefined} modalOnly>
      <p className="mb-4 text-ink2">{t`Войдите снова, чтобы продолжить. Всё набранное на месте.`}</p>
      <SignInForm email={email} onSignedIn={async () => onSignedIn(await currentUser())} />
    </Dialog>
  );
}

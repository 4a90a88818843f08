import { useLingui } from '@lingui/react/macro';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { type NextStep, signIn } from './access';
import { CodeForm } from './code-form';
import { useSignInProblem } from './sign-in-problem';

type Props = {
  email?: string;
  onSignedIn: () => Promise<void> | void;
  forgotten?: ReactNode;
};

/** E-mail and password, then a code where there is a second factor; a wrong pair is told without saying which. */
export function SignInForm({ email: known = '', onSignedIn, forgotten }: Props) {
  const { t } = useLingui();
  const reason = useSignInProblem();
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [step, setStep] = useState<NextStep>('none');
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const next = await signIn(email.trim(), password);
      setStep(next);
      if (next === 'none') await onSignedIn();
      else setBusy(false);
    } catch (error) {
      setProblem(reason(error, { 400: t`Почта или пароль не подходят.` }));
      setBusy(false);
    }
  };

  if (step === 'code') {
    return <CodeForm onBack={() => setStep('none')} onSignedIn={onSignedIn} />;
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <Field
        label={t`Почта`}
        type="email"
        name="email"
        autoComplete="username"
        required
        data-autofocus={known === '' ? true : undefined}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Field
        label={t`Пароль`}
        type="password"
        name="password"
        autoComplete="current-password"
        required
        data-autofocus={known === '' ? undefined : true}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {step === 'mail' ? (
        <Notice look="info" icon="mail" role="status">
          {t`Сначала подтвердите почту: мы отправили на ${email} письмо со ссылкой.`}
        </Notice>
      ) : null}
      {problem ? (
        <Notice look="bad" role="alert">
          {problem}
        </Notice>
      ) : null}
      <Button type="submit" look="primary" busy={busy} className="w-full !min-h-10">
        {t`Войти`}
      </Button>
      {forgotten}
    </form>
  );
}

import { useLingui } from '@lingui/react/macro';
import { type FormEvent, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { enterCode } from './access';
import { useSignInProblem } from './sign-in-problem';

type Props = { onSignedIn: () => Promise<void> | void; onBack: () => void };

/** The second step: the code of the moment, or one of the spare codes when the phone is not at hand. */
export function CodeForm({ onSignedIn, onBack }: Props) {
  const { t } = useLingui();
  const reason = useSignInProblem();
  const field = useRef<HTMLInputElement>(null);
  const [spare, setSpare] = useState(false);
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another kind of code is what asks for the focus
  useLayoutEffect(() => field.current?.focus(), [spare]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await enterCode(code.replace(/\s/g, ''));
      await onSignedIn();
    } catch (error) {
      setProblem(
        reason(error, {
          400: t`Код не подходит.`,
          409: t`Вход занял слишком много времени. Вернитесь и войдите ещё раз.`,
        }),
      );
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit} className="space-y-4">
      <Field
        ref={field}
        label={spare ? t`Запасной код` : t`Код из приложения`}
        hint={
          spare
            ? t`Один из тех, что вы сохранили, когда включали второй шаг. Каждый работает один раз.`
            : t`Шесть цифр, которые сейчас показывает приложение на телефоне.`
        }
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      {problem ? (
        <Notice look="bad" role="alert">
          {problem}
        </Notice>
      ) : null}
      <Button type="submit" look="primary" busy={busy} className="w-full !min-h-10">
        {t`Войти`}
      </Button>
      <div className="flex flex-wrap justify-between gap-x-4">
        <Button
          look="quiet"
          onClick={() => {
            setSpare(!spare);
            setCode('');
            setProblem(null);
          }}
        >
          {spare ? t`Есть код из приложения` : t`Нет телефона под рукой`}
        </Button>
        <Button look="quiet" icon="back" onClick={onBack}>
          {t`Назад`}
        </Button>
      </div>
    </form>
  );
}

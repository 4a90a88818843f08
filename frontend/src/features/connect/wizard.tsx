import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { inboxPath } from '@/domain/chats/filters';
import { useWorkspace } from '@/domain/session/workspace';
import { Empty } from '@/ui/empty';
import { Logo } from '@/ui/logo';
import { ImportStep } from './import-step';
import { IntroStep } from './intro-step';
import { KeyStep } from './key-step';
import { Steps } from './steps';
import { WhereStep } from './where-step';

const LAST_STEP = 4;

/** «Подключить Ozon» in four steps. The step and the account stand in the address, so a reload goes on. */
export function Wizard({ guide }: { guide: ReactNode }) {
  const { t } = useLingui();
  const { slug, isOwner } = useWorkspace();
  const [params, setParams] = useSearchParams();
  const [title, setTitle] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const accountId = params.get('account');
  const step = accountId ? LAST_STEP : Math.min(3, Math.max(1, Number(params.get('step')) || 1));
  const go = (next: number) => setParams({ step: `${next}` });

  useEffect(() => {
    document.title = `${t`Подключить Ozon`} · Chat Center`;
  }, [t]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step is what asks for the focus
  useEffect(() => heading.current?.focus(), [step]);

  const names = [t`Что подключаем`, t`Где взять ключ`, t`Проверка ключа`, t`Загрузка чатов`];
  return (
    <div className="min-h-full bg-bg">
      <header className="flex items-center justify-between gap-4 border-b border-line bg-panel px-6 py-3 phone:px-4">
        <Logo />
        <Link
          to={inboxPath(slug)}
          className="inline-flex min-h-8 items-center text-accent hover:underline coarse:min-h-11"
        >
          {t`К чатам`}
        </Link>
      </header>
      <main className="mx-auto max-w-2xl px-6 py-8 phone:px-4 phone:py-5">
        {isOwner ? (
          <>
            <Steps names={names} current={step} />
            <div className="mt-5 rounded-xl border border-line bg-panel p-6 phone:p-4">
              <h1 ref={heading} tabIndex={-1} className="mb-4 text-xl font-semibold outline-none">
                {step === 1 ? t`Подключить Ozon` : names[step - 1]}
              </h1>
              {step === 1 ? <IntroStep title={title} onTitle={setTitle} onNext={() => go(2)} /> : null}
              {step === 2 ? <WhereStep onBack={() => go(1)} onNext={() => go(3)} /> : null}
              {step === 3 ? (
                <KeyStep
                  title={title}
                  onBack={() => go(2)}
                  onConnected={(id) => setParams({ account: id }, { replace: true })}
                />
              ) : null}
              {step === LAST_STEP && accountId ? <ImportStep accountId={accountId} /> : null}
            </div>
            {step < LAST_STEP ? guide : null}
          </>
        ) : (
          <Empty
            icon="lock"
            title={t`Только для владельца`}
          >{t`Кабинет подключает владелец организации.`}</Empty>
        )}
      </main>
    </div>
  );
}

import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useState } from 'react';

const Guide = lazy(() => import('./guide'));

/** The guide beside the wizard, fetched when somebody opens it. */
export function GuideSection() {
  const { t } = useLingui();
  const [opened, setOpened] = useState(false);
  return (
    <details
      className="mt-5 rounded-xl border border-line bg-panel"
      onToggle={(event) => event.currentTarget.open && setOpened(true)}
    >
      <summary className="min-h-11 cursor-pointer px-6 py-3 font-medium phone:px-4">
        {t`Инструкция: ключ, подписка и что значит каждая ошибка`}
      </summary>
      <div className="border-t border-line px-6 py-4 phone:px-4">
        {opened ? (
          <Suspense fallback={<p className="text-ink3">{t`Загружаем…`}</p>}>
            <Guide />
          </Suspense>
        ) : null}
        <p className="mt-4">
          <a href="/help/connect-ozon" target="_blank" rel="noopener" className="text-accent underline">
            {t`Открыть отдельной страницей`}
          </a>
        </p>
      </div>
    </details>
  );
}

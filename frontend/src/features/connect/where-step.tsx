import { useLingui } from '@lingui/react/macro';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { KeyPagePicture } from './key-page-picture';

const KEYS_PAGE = 'https://seller.ozon.ru/app/settings/api-keys';

/** The way to Client ID and key in the cabinet of Ozon. */
export function WhereStep({ onBack, onNext }: { onBack: () => void; onNext: () => void }) {
  const { t } = useLingui();
  const steps = [
    t`Откройте в кабинете Ozon «Настройки» → «Seller API».`,
    t`Скопируйте Client ID: это число вверху страницы.`,
    t`Нажмите «Сгенерировать ключ», назовите его «Chat Center» и выберите доступ Admin: отдельного доступа к чатам у Ozon нет.`,
    t`Скопируйте ключ сразу: Ozon показывает его один раз.`,
  ];
  return (
    <div className="space-y-5">
      <ol className="list-decimal space-y-2 pl-5 marker:text-ink3">
        {steps.map((step) => (
          <li key={step} className="pl-1">
            {step}
          </li>
        ))}
      </ol>
      <KeyPagePicture />
      <a
        href={KEYS_PAGE}
        target="_blank"
        rel="noopener noreferrer"
        className="inline-flex min-h-8 items-center gap-1.5 text-accent underline coarse:min-h-11"
      >
        {t`Открыть страницу ключей Ozon`}
        <Icon name="external" size={16} />
      </a>
      <p className="text-sm text-ink2">
        {t`Для чатов Ozon требует подписку Premium Plus или Premium Pro. Без неё кабинет подключится, но ответить может не получиться. Ключ живёт три месяца, его срок виден в настройках кабинета.`}
      </p>
      <div className="flex justify-between gap-2">
        <Button onClick={onBack}>{t`Назад`}</Button>
        <Button look="primary" onClick={onNext}>
          {t`Ключ готов`}
        </Button>
      </div>
    </div>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { alertSettingsQuery } from '@/domain/notifications/settings';
import { useWorkspace } from '@/domain/session/workspace';
import { Failure } from '@/ui/failure';
import { Section } from '@/ui/section';
import { DeliveryLog } from './delivery-log';
import { EventMatrix } from './event-matrix';
import { OwnQuietHours } from './own-quiet-hours';
import { telegramQuery } from './queries';
import { SoundAndBrowser } from './sound-and-browser';
import { TelegramSection } from './telegram-section';
import { TryChannel } from './try-channel';
import { WeeklyReport } from './weekly-report';

/** What one is told of, where, and when not. */
export function NotificationSettingsPage() {
  const { t } = useLingui();
  const { isOwner } = useWorkspace();
  const settings = useQuery(alertSettingsQuery());
  const telegram = useQuery({ ...telegramQuery(), enabled: isOwner });
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">{t`Уведомления`}</h1>
      {settings.isError && !settings.data ? (
        <Failure error={settings.error} onRetry={() => void settings.refetch()} />
      ) : !settings.data ? (
        <div className="skeleton h-64 !rounded-lg" />
      ) : (
        <>
          <Section
            title={t`Что и куда сообщать`}
            hint={t`Если ответ нашёлся и просрочки не было, скажем об этом там же, где сообщили о ней.`}
          >
            <EventMatrix
              settings={settings.data}
              telegram={telegram.data?.is_connected ? telegram.data : null}
            />
          </Section>
          <Section title={t`В программе`}>
            <SoundAndBrowser settings={settings.data} />
            <TryChannel channel="spa" />
          </Section>
          <Section title={t`Почта`} hint={t`Письма приходят на ${settings.data.email}`}>
            {isOwner ? <WeeklyReport settings={settings.data} /> : null}
            <TryChannel channel="email" />
          </Section>
          {isOwner ? <TelegramSection telegram={telegram} /> : null}
          <Section
            title={t`Тихие часы`}
            hint={t`В это время нет звука, всплывающих окон и писем. В списке уведомлений всё остаётся.`}
          >
            <OwnQuietHours settings={settings.data} />
          </Section>
          <Section title={t`Журнал доставки`} hint={t`Что ушло на почту и в Telegram и чем это кончилось.`}>
            <DeliveryLog />
          </Section>
        </>
      )}
    </>
  );
}

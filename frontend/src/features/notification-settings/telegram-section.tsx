import { useLingui } from '@lingui/react/macro';
import { type UseQueryResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '@/api/client';
import type { TelegramChannel } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { dateAndTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Failure } from '@/ui/failure';
import { Notice } from '@/ui/notice';
import { Refusal } from '@/ui/refusal';
import { Section } from '@/ui/section';
import { telegramQuery, useTelegramChange } from './queries';
import { QuietHoursForm } from './quiet-hours-form';
import { TelegramForm } from './telegram-form';
import { TryChannel } from './try-channel';

/** The chat of the whole organisation; its owner sets it up. */
export function TelegramSection({ telegram }: { telegram: UseQueryResult<TelegramChannel> }) {
  const { t } = useLingui();
  return (
    <Section title="Telegram" hint={t`Один чат на всю организацию. Настраивает владелец.`}>
      {telegram.isError && !telegram.data ? (
        <Failure error={telegram.error} onRetry={() => void telegram.refetch()} />
      ) : !telegram.data ? (
        <div className="skeleton h-24" />
      ) : (
        <Channel channel={telegram.data} />
      )}
    </Section>
  );
}

function Channel({ channel }: { channel: TelegramChannel }) {
  const { t } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const client = useQueryClient();
  const quiet = useTelegramChange();
  const [changing, setChanging] = useState(false);
  const [asking, setAsking] = useState(false);
  const disconnect = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/notifications/telegram')),
    onSuccess: () => {
      setAsking(false);
      return client.invalidateQueries({ queryKey: telegramQuery().queryKey });
    },
  });
  if (!channel.is_connected || changing) {
    return <TelegramForm channel={channel} onDone={() => setChanging(false)} />;
  }
  return (
    <div className="space-y-3">
      <p>
        {t`Чат ${channel.chat_id}, токен бота кончается на …${channel.token_hint}`}
        {channel.last_sent_at === null ? null : (
          <span className="block text-sm text-ink3">
            {t`Последнее сообщение ушло ${dateAndTime(Date.parse(channel.last_sent_at), now, style)}`}
          </span>
        )}
      </p>
      {channel.trouble ? (
        <Notice look="bad">
          {[channel.trouble.detail, channel.trouble.remedy].filter(Boolean).join(' ')}
        </Notice>
      ) : null}
      <TryChannel channel="telegram" />
      <QuietHoursForm
        saved={channel.quiet_hours}
        busy={quiet.isPending}
        error={quiet.error}
        onSave={(hours) => quiet.mutate({ chat_id: channel.chat_id ?? '', quiet_hours: hours })}
      />
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setChanging(true)}>{t`Изменить`}</Button>
        <Button look="danger" onClick={() => setAsking(true)}>{t`Отключить…`}</Button>
      </div>
      {asking ? (
        <Dialog title={t`Отключить Telegram?`} onClose={() => setAsking(false)}>
          <p className="text-ink2">{t`Сообщения в этот чат прекратятся, токен бота будет стёрт.`}</p>
          <Refusal error={disconnect.error} />
          <div className="mt-4 flex justify-end gap-2">
            <Button data-autofocus onClick={() => setAsking(false)}>{t`Оставить`}</Button>
            <Button look="danger" busy={disconnect.isPending} onClick={() => disconnect.mutate()}>
              {t`Отключить`}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}

import { useLingui } from '@lingui/react/macro';
import type { Reply } from '@/api/types';
import { Icon, type IconName } from '@/ui/icon';

export type Delivery = Reply['state'] | 'waiting' | 'held' | 'not-confirmed' | 'simulated';

const LOOKS: Record<Delivery, { icon: IconName; colour: string }> = {
  waiting: { icon: 'clock', colour: 'text-ink2' },
  held: { icon: 'pause', colour: 'text-ink2' },
  queued: { icon: 'clock', colour: 'text-ink2' },
  sending: { icon: 'send', colour: 'text-ink2' },
  accepted: { icon: 'check', colour: 'text-ink2' },
  'not-confirmed': { icon: 'check', colour: 'text-warn' },
  delivered: { icon: 'double-check', colour: 'text-ok' },
  failed: { icon: 'alert', colour: 'text-bad' },
  unclear: { icon: 'hourglass', colour: 'text-warn' },
  simulated: { icon: 'check', colour: 'text-ink2' },
};

/** Where a reply is on its way: icon and word, never more than is known. */
export function DeliveryState({ state }: { state: Delivery }) {
  const { t } = useLingui();
  const words: Record<Delivery, string> = {
    waiting: t`отправляется`,
    held: t`ждёт предыдущее сообщение`,
    queued: t`в очереди`,
    sending: t`отправляется`,
    accepted: t`принято Ozon`,
    'not-confirmed': t`принято Ozon, в чате пока не видно`,
    delivered: t`доставлено`,
    failed: t`не отправлено`,
    unclear: t`проверяем доставку`,
    simulated: t`пробный режим`,
  };
  const look = LOOKS[state];
  return (
    <span className={`inline-flex items-center gap-1 ${look.colour}`}>
      <Icon name={look.icon} size={14} />
      {words[state]}
    </span>
  );
}

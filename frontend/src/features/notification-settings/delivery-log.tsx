import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Delivery } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { dateAndTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { Icon, type IconName } from '@/ui/icon';
import { PagedList } from '@/ui/paged-list';
import { KIND_NAMES } from './event-names';
import { deliveriesQuery } from './queries';

/** What left the product, the newest first. */
export function DeliveryLog() {
  const { t } = useLingui();
  const list = useInfiniteQuery(deliveriesQuery());
  const rows = list.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <PagedList
      list={list}
      isEmpty={rows.length === 0}
      height="h-24"
      empty={<p className="text-ink2">{t`Пока ничего не отправляли.`}</p>}
    >
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <DeliveryRow key={row.id} delivery={row} />
        ))}
      </ul>
    </PagedList>
  );
}

const LOOKS: Record<Delivery['state'], { icon: IconName; colour: string }> = {
  queued: { icon: 'clock', colour: 'text-ink2' },
  sending: { icon: 'send', colour: 'text-ink2' },
  sent: { icon: 'check', colour: 'text-ok' },
  failed: { icon: 'alert', colour: 'text-bad' },
  dropped: { icon: 'close', colour: 'text-ink2' },
};

function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const states: Record<Delivery['state'], string> = {
    queued: t`ждёт`,
    sending: t`отправляется`,
    sent: t`отправлено`,
    failed: t`не отправлено`,
    dropped: t`не понадобилось`,
  };
  const look = LOOKS[delivery.state];
  const channel = delivery.channel === 'email' ? t`Почта` : 'Telegram';
  const at = Date.parse(delivery.finished_at ?? delivery.created_at);
  return (
    <li className="flex items-start gap-2 py-2">
      <Icon name={look.icon} size={16} className={`mt-0.5 ${look.colour}`} />
      <div className="min-w-0 flex-1">
        <p>
          {channel}: {i18n._(KIND_NAMES[delivery.kind])} ·{' '}
          <span className={look.colour}>{states[delivery.state]}</span>
        </p>
        {delivery.chat ? <p className="truncate text-sm text-ink2">{delivery.chat.title}</p> : null}
        {delivery.reason ? (
          <p className="text-sm break-words text-ink2">
            {[delivery.reason.detail, delivery.reason.remedy, delivery.reason.their_words]
              .filter(Boolean)
              .join(' ')}
          </p>
        ) : null}
        {delivery.next_attempt_at ? (
          <p className="text-sm text-ink2">
            {t`Ещё раз: ${dateAndTime(Date.parse(delivery.next_attempt_at), now, style)}`}
          </p>
        ) : null}
      </div>
      <time dateTime={new Date(at).toISOString()} className="text-sm whitespace-nowrap text-ink3">
        {dateAndTime(at, now, style)}
      </time>
    </li>
  );
}

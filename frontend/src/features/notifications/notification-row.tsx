import { useLingui } from '@lingui/react/macro';
import { Link } from 'react-router';
import type { Notification } from '@/api/types';
import { inboxPath } from '@/domain/chats/filters';
import { useDateStyle, useWorkspace } from '@/domain/session/workspace';
import { fullDate, listTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { Icon, type IconName } from '@/ui/icon';
import { notificationText } from './words';

const LOOKS: Record<Notification['kind'], { icon: IconName; colour: string }> = {
  'obligation.warning': { icon: 'clock', colour: 'text-warn' },
  'obligation.breached': { icon: 'triangle', colour: 'text-bad' },
  'obligation.breach_revoked': { icon: 'double-check', colour: 'text-ok' },
  'window.closing': { icon: 'hourglass', colour: 'text-warn' },
  digest: { icon: 'all', colour: 'text-ink2' },
  test: { icon: 'bell', colour: 'text-ink2' },
};

/** What happened, in which chat, when; what makes it less sure is said with it. */
export function NotificationRow({ notification }: { notification: Notification }) {
  const { t, i18n } = useLingui();
  const { slug } = useWorkspace();
  const style = useDateStyle();
  const now = useNow();
  const { chat } = notification;
  const look = LOOKS[notification.kind];
  const at = Date.parse(notification.created_at);
  const unread = notification.read_at === null;
  const doubts = [
    notification.is_stale ? t`данные кабинета могли устареть` : null,
    notification.is_late ? t`узнали с опозданием` : null,
  ].filter(Boolean);
  return (
    <li className={`flex items-start gap-3 px-5 py-3 phone:px-4 ${unread ? 'bg-accent-soft' : ''}`}>
      <Icon name={look.icon} className={`mt-0.5 ${look.colour}`} />
      <div className="min-w-0 flex-1">
        <p className={unread ? 'font-semibold' : ''}>
          {notificationText(i18n, notification, now, style)}
          {unread ? <span className="sr-only">, {t`не прочитано`}</span> : null}
        </p>
        {chat ? (
          <Link
            to={inboxPath(slug, { view: 'all', chat: chat.id })}
            className="inline-flex min-h-6 max-w-full items-center text-accent underline coarse:min-h-11"
          >
            <span className="truncate">{chat.title}</span>
          </Link>
        ) : notification.kind === 'digest' ? (
          <Link
            to={inboxPath(slug, { view: 'urgent' })}
            className="inline-flex min-h-6 items-center text-accent underline coarse:min-h-11"
          >
            {t`Открыть срочные`}
          </Link>
        ) : null}
        {doubts.length > 0 ? <p className="text-sm text-ink2">{doubts.join(' · ')}</p> : null}
      </div>
      <time dateTime={notification.created_at} title={fullDate(at, style)} className="text-sm text-ink2">
        {listTime(at, now, style)}
      </time>
    </li>
  );
}

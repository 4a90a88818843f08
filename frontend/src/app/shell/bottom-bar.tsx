import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { inboxPath } from '@/domain/chats/filters';
import { useWorkspace } from '@/domain/session/workspace';
import { Icon, type IconName } from '@/ui/icon';
import { withWords } from '../language';
import { useViewCounts } from './use-view-counts';

const MoreDialog = lazy(() => withWords(import('./more-dialog')));

const ITEM =
  'relative flex min-h-14 w-full flex-col items-center justify-center gap-0.5 text-[min(0.75rem,5vw)]/[1rem]';

/** The sections of a phone, in reach of the thumb. */
export function BottomBar() {
  const { t } = useLingui();
  const { slug } = useWorkspace();
  const { pathname } = useLocation();
  const { filters, counts, inInbox } = useViewCounts();
  const [more, setMore] = useState(false);
  const items: { to: string; icon: IconName; name: string; current: boolean; count?: number }[] = [
    {
      to: inboxPath(slug),
      icon: 'inbox',
      name: t`Чаты`,
      current: inInbox && filters.view !== 'urgent' && filters.view !== 'unread',
      count: counts?.queues.waiting,
    },
    {
      to: inboxPath(slug, { view: 'urgent' }),
      icon: 'clock',
      name: t`Срочные`,
      current: inInbox && filters.view === 'urgent',
      count: counts?.queues.urgent,
    },
    { to: `/w/${slug}/reports`, icon: 'chart', name: t`Отчёты`, current: pathname.endsWith('/reports') },
  ];
  return (
    <nav aria-label={t`Разделы`} className="border-t border-line bg-panel pb-[env(safe-area-inset-bottom)]">
      <ul className="grid grid-cols-4">
        {items.map((item) => (
          <li key={item.to}>
            <Link
              to={item.to}
              aria-current={item.current ? 'page' : undefined}
              className={`${ITEM} ${item.current ? 'font-medium text-accent' : 'text-ink2'}`}
            >
              <Icon name={item.icon} size={22} />
              {item.name}
              {item.count ? (
                <span className="absolute top-1 left-1/2 ml-2 rounded-full bg-accent px-1.5 text-[11px]/4 font-semibold text-on-accent">
                  {item.count > 99 ? '99+' : item.count}
                </span>
              ) : null}
            </Link>
          </li>
        ))}
        <li>
          <button
            type="button"
            aria-haspopup="dialog"
            onClick={() => setMore(true)}
            className={`${ITEM} text-ink2`}
          >
            <Icon name="more" size={22} />
            {t`Ещё`}
          </button>
        </li>
      </ul>
      <Suspense>{more ? <MoreDialog onClose={() => setMore(false)} /> : null}</Suspense>
    </nav>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useLocation } from 'react-router';
import { accountsQuery } from '@/domain/chat-accounts/queries';
import { unreadNotificationsQuery } from '@/domain/notifications/queries';
import { useWorkspace } from '@/domain/session/workspace';
import { IconButton } from '@/ui/button';
import { Logo } from '@/ui/logo';
import { withWords } from '../language';
import { RailAccounts } from './rail-accounts';
import { RailLink } from './rail-link';
import { SignOutButton } from './sign-out';
import { useViewCounts } from './use-view-counts';
import { Views } from './views';
import { WorkspaceSwitch } from './workspace-switch';

export const SavedViews = lazy(() => withWords(import('@/features/saved-views/saved-views'), 'desk'));

export const ThemeSwitch = lazy(async () => ({
  default: (await withWords(import('./theme-switch'), 'desk')).ThemeSwitch,
}));

/** Views with their numbers, accounts with their state, and the way to the rest. */
export function Rail({ onHelp }: { onHelp: () => void }) {
  const { t } = useLingui();
  const { slug, me } = useWorkspace();
  const { pathname } = useLocation();
  const { filters, counts, inInbox } = useViewCounts();
  const accounts = useQuery(accountsQuery());
  const unread = useQuery(unreadNotificationsQuery());
  const in_ = (section: string) => pathname.startsWith(`/w/${slug}/${section}`);

  return (
    <>
      <div className="px-3 pt-3 pb-2 strip:px-2 strip:text-center">
        <div className="strip:hidden">
          <Logo />
        </div>
        <div className="hidden strip:flex strip:justify-center">
          <Logo short />
        </div>
        <WorkspaceSwitch />
      </div>
      <div className="thin-scroll min-h-0 flex-1 overflow-y-auto px-2 strip:px-1.5">
        <Views filters={filters} counts={counts} inInbox={inInbox} />
        <Suspense>
          <SavedViews filters={filters} inInbox={inInbox} />
        </Suspense>
        <RailAccounts accounts={accounts.data ?? []} counts={counts} filters={filters} inInbox={inInbox} />
      </div>
      <div className="border-t border-line px-2 py-2 strip:px-1.5">
        <ul className="space-y-0.5">
          <li>
            <RailLink to={`/w/${slug}/reports`} icon="chart" name={t`Отчёты`} current={in_('reports')} />
          </li>
          <li>
            <RailLink
              to={`/w/${slug}/notifications`}
              icon="bell"
              name={t`Уведомления`}
              current={in_('notifications')}
              count={unread.data}
            />
          </li>
          <li>
            <RailLink to={`/w/${slug}/health`} icon="pulse" name={t`Состояние`} current={in_('health')} />
          </li>
          <li>
            <RailLink
              to={`/w/${slug}/settings/accounts`}
              icon="settings"
              name={t`Настройки`}
              current={in_('settings')}
            />
          </li>
        </ul>
        <div className="mt-2 flex min-h-10 items-center gap-1 border-t border-line pt-2 strip:justify-center">
          <span
            className="min-w-0 flex-1 truncate px-2.5 text-sm text-ink3 strip:hidden"
            title={me.user?.email}
          >
            {me.user?.name || me.user?.email}
          </span>
          <Suspense>
            <ThemeSwitch />
          </Suspense>
          <IconButton
            icon="question"
            label={t`Клавиши`}
            hint="?"
            onClick={onHelp}
            className="coarse:hidden strip:hidden"
          />
        </div>
        <div className="strip:hidden">
          <SignOutButton userId={me.user?.id ?? ''} />
        </div>
      </div>
    </>
  );
}

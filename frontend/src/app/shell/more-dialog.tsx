import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { accountsQuery } from '@/domain/chat-accounts/queries';
import { unreadNotificationsQuery } from '@/domain/notifications/queries';
import { useWorkspace } from '@/domain/session/workspace';
import { Dialog } from '@/ui/dialog';
import { SavedViews, ThemeSwitch } from './rail';
import { RailAccounts } from './rail-accounts';
import { RailLink } from './rail-link';
import { SignOutButton } from './sign-out';
import { useViewCounts } from './use-view-counts';
import { Views } from './views';
import { WorkspaceSwitch } from './workspace-switch';

/** What the bar of a phone has no room for. */
export default function MoreDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { slug, me } = useWorkspace();
  const { filters, counts, inInbox } = useViewCounts();
  const accounts = useQuery(accountsQuery());
  const unread = useQuery(unreadNotificationsQuery());
  return (
    <Dialog title={t`Разделы`} onClose={onClose}>
      <WorkspaceSwitch />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: closes after a choice inside, the links do the work */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: same, a key on a link is a click too */}
      <div
        onClick={(event) => {
          if (event.target instanceof Element && event.target.closest('a, button[aria-pressed]')) onClose();
        }}
      >
        <div className="mt-2">
          <Views filters={filters} counts={counts} inInbox={inInbox} />
        </div>
        <Suspense>
          <SavedViews filters={filters} inInbox={inInbox} />
        </Suspense>
        <RailAccounts accounts={accounts.data ?? []} counts={counts} filters={filters} inInbox={inInbox} />
        <ul className="mt-3 space-y-0.5 border-t border-line pt-3">
          <li>
            <RailLink
              to={`/w/${slug}/notifications`}
              icon="bell"
              name={t`Уведомления`}
              current={false}
              count={unread.data}
            />
          </li>
          <li>
            <RailLink to={`/w/${slug}/health`} icon="pulse" name={t`Состояние`} current={false} />
          </li>
          <li>
            <RailLink
              to={`/w/${slug}/settings/accounts`}
              icon="settings"
              name={t`Настройки`}
              current={false}
            />
          </li>
        </ul>
      </div>
      <div className="mt-3 flex items-center justify-between gap-2 border-t border-line pt-3">
        <SignOutButton userId={me.user?.id ?? ''} />
        <Suspense>
          <ThemeSwitch wide />
        </Suspense>
      </div>
    </Dialog>
  );
}

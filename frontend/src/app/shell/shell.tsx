import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import { openChatOf } from '@/domain/chats/filters';
import { useCommand } from '@/lib/commands';
import { usePhone } from '@/lib/use-media';
import { Boundary } from '@/ui/boundary';
import { withWords } from '../language';
import { PageSkeleton } from '../page-skeleton';
import { Banners } from './banners';
import { BottomBar } from './bottom-bar';
import { DemoLine } from './demo-line';
import { Rail } from './rail';
import { SkipLinks } from './skip-links';
import { TabTitle } from './tab-title';
import { useShortcuts } from './use-shortcuts';

const Alerts = lazy(() => withWords(import('@/features/notifications/alerts')));
const Palette = lazy(() => withWords(import('@/features/palette/palette'), 'desk'));
const ShortcutsDialog = lazy(() => withWords(import('./shortcuts-dialog')));

/** The frame around every screen of a workspace: sections at the left, a bar below on a phone. */
export function Shell() {
  const { t } = useLingui();
  const location = useLocation();
  const phone = usePhone();
  const [help, setHelp] = useState(false);
  const [palette, setPalette] = useState(false);
  useShortcuts();
  useCommand('help', () => setHelp(true));
  useCommand('palette', () => setPalette(true));
  const inbox = location.pathname.endsWith('/inbox');
  const chatOpen = openChatOf(location) !== null;

  return (
    <div className="flex h-dvh min-h-0 flex-col">
      <SkipLinks inbox={inbox} chatOpen={chatOpen} />
      <Banners />
      <DemoLine />
      <div className="flex min-h-0 flex-1">
        {phone ? null : (
          <nav
            aria-label={t`Разделы`}
            className="flex w-56 shrink-0 flex-col border-r border-line bg-bg strip:w-14"
          >
            <Rail onHelp={() => setHelp(true)} />
          </nav>
        )}
        <div className="min-h-0 min-w-0 flex-1">
          <Boundary resetKey={location.pathname}>
            <Suspense fallback={<PageSkeleton />}>
              <Outlet />
            </Suspense>
          </Boundary>
        </div>
      </div>
      {phone && !chatOpen ? <BottomBar /> : null}
      <Suspense>{palette ? <Palette onClose={() => setPalette(false)} /> : null}</Suspense>
      <Suspense>{help ? <ShortcutsDialog onClose={() => setHelp(false)} /> : null}</Suspense>
      <Suspense>
        <Alerts />
      </Suspense>
      <TabTitle />
    </div>
  );
}

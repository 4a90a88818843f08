import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { lazy, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { Boundary } from '@/ui/boundary';
import { Toasts } from '@/ui/toasts';
import { withWords } from './language';
import { PageSkeleton } from './page-skeleton';
import { StartRoute } from './routes/start';
import { Shell } from './shell/shell';
import { WorkspaceRoot } from './workspace-root';

const EntryRoutes = lazy(() => withWords(import('./routes/entry')));
const InboxRoute = lazy(() => import('./routes/inbox'));
const ConnectRoute = lazy(() => withWords(import('./routes/connect')));
const ReportsRoute = lazy(() => withWords(import('./routes/reports')));
const NotificationsRoute = lazy(() => withWords(import('./routes/notifications')));
const HealthRoute = lazy(() => withWords(import('./routes/health')));
const SettingsRoutes = lazy(() => withWords(import('./routes/settings')));

export function App() {
  return (
    <I18nProvider i18n={i18n}>
      <BrowserRouter>
        <Boundary>
          <Suspense fallback={<PageSkeleton />}>
            <Routes>
              <Route path="/" element={<StartRoute />} />
              <Route path="/w/:slug" element={<WorkspaceRoot />}>
                <Route path="connect" element={<ConnectRoute />} />
                <Route element={<Shell />}>
                  <Route index element={<StartRoute />} />
                  <Route path="inbox" element={<InboxRoute />} />
                  <Route path="reports" element={<ReportsRoute />} />
                  <Route path="notifications" element={<NotificationsRoute />} />
                  <Route path="health" element={<HealthRoute />} />
                  <Route path="settings/*" element={<SettingsRoutes />} />
                </Route>
              </Route>
              <Route path="*" element={<EntryRoutes />} />
            </Routes>
          </Suspense>
        </Boundary>
        <Toasts />
      </BrowserRouter>
    </I18nProvider>
  );
}

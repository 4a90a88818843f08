import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { lazy, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { Boundary } from '@/ui/boundary';
import { Toasts } from '@/ui/toasts';
import { withWords } from './language';
import { PageSkeleton } from './page-skeleton';
import { NotFoundRoute } from './routes/not-found';
import { StartRoute } from './routes/start';
import { Shell } from './shell/shell';
import { WorkspaceRoot } from './workspace-root';

const LoginRoute = lazy(() => withWords(import('./routes/login')));
const InboxRoute = lazy(() => import('./routes/inbox'));
const ConnectRoute = lazy(() => withWords(import('./routes/connect')));
const ReportsRoute = lazy(() => withWords(import('./routes/reports')));
const NotificationsRoute = lazy(() => withWords(import('./routes/notifications')));
const HealthRoute = lazy(() => withWords(import('./routes/health')));
const SettingsLayout = lazy(() => withWords(import('./routes/settings-layout')));
const AccountsRoute = lazy(() => withWords(import('./routes/settings-accounts')));
const AccountRoute = lazy(() => withWords(import('./routes/settings-account')));
const ProfileRoute = lazy(() => withWords(import('./routes/settings-profile')));
const NotificationSettingsRoute = lazy(() => withWords(import('./routes/settings-notifications')));
const PoliciesRoute = lazy(() => withWords(import('./routes/settings-policies')));
const ApiKeysRoute = lazy(() => withWords(import('./routes/settings-api-keys')));

export function App() {
  return (
    <I18nProvider i18n={i18n}>
      <BrowserRouter>
        <Boundary>
          <Suspense fallback={<PageSkeleton />}>
            <Routes>
              <Route path="/" element={<StartRoute />} />
              <Route path="/login" element={<LoginRoute />} />
              <Route path="/w/:slug" element={<WorkspaceRoot />}>
                <Route path="connect" element={<ConnectRoute />} />
                <Route element={<Shell />}>
                  <Route index element={<StartRoute />} />
                  <Route path="inbox" element={<InboxRoute />} />
                  <Route path="reports" element={<ReportsRoute />} />
                  <Route path="notifications" element={<NotificationsRoute />} />
                  <Route path="health" element={<HealthRoute />} />
                  <Route path="settings" element={<SettingsLayout />}>
                    <Route index element={<AccountsRoute />} />
                    <Route path="accounts" element={<AccountsRoute />} />
                    <Route path="accounts/:id" element={<AccountRoute />} />
                    <Route path="profile" element={<ProfileRoute />} />
                    <Route path="notifications" element={<NotificationSettingsRoute />} />
                    <Route path="reply-times" element={<PoliciesRoute />} />
                    <Route path="api-keys" element={<ApiKeysRoute />} />
                  </Route>
                </Route>
              </Route>
              <Route path="*" element={<NotFoundRoute />} />
            </Routes>
          </Suspense>
        </Boundary>
        <Toasts />
      </BrowserRouter>
    </I18nProvider>
  );
}

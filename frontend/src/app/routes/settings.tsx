import { lazy } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { NotFoundRoute } from './not-found';
import { SettingsFrame } from './settings-frame';

const AccountsRoute = lazy(() => import('./settings-accounts'));
const AccountRoute = lazy(() => import('./settings-account'));
const PoliciesRoute = lazy(() => import('./settings-policies'));
const TemplatesRoute = lazy(() => import('./settings-templates'));
const TemplateRoute = lazy(() => import('./settings-template'));
const TextCheckRoute = lazy(() => import('./settings-text-check'));
const MembersRoute = lazy(() => import('./settings-members'));
const NotificationSettingsRoute = lazy(() => import('./settings-notifications'));
const ApiKeysRoute = lazy(() => import('./settings-api-keys'));
const AuditLogRoute = lazy(() => import('./settings-audit-log'));
const OrganisationRoute = lazy(() => import('./settings-organisation'));
const DataRoute = lazy(() => import('./settings-data'));
const BillingRoute = lazy(() => import('./settings-billing'));
const ProfileRoute = lazy(() => import('./settings-profile'));

/** The screens of the settings, each loaded when it is opened. */
export default function SettingsRoutes() {
  return (
    <Routes>
      <Route element={<SettingsFrame />}>
        <Route index element={<Navigate to="accounts" replace />} />
        <Route path="accounts" element={<AccountsRoute />} />
        <Route path="accounts/:id" element={<AccountRoute />} />
        <Route path="reply-times" element={<PoliciesRoute />} />
        <Route path="templates" element={<TemplatesRoute />} />
        <Route path="templates/:id" element={<TemplateRoute />} />
        <Route path="text-check" element={<TextCheckRoute />} />
        <Route path="members" element={<MembersRoute />} />
        <Route path="notifications" element={<NotificationSettingsRoute />} />
        <Route path="api-keys" element={<ApiKeysRoute />} />
        <Route path="audit-log" element={<AuditLogRoute />} />
        <Route path="organisation" element={<OrganisationRoute />} />
        <Route path="data" element={<DataRoute />} />
        <Route path="billing" element={<BillingRoute />} />
        <Route path="profile" element={<ProfileRoute />} />
      </Route>
      <Route path="*" element={<NotFoundRoute />} />
    </Routes>
  );
}

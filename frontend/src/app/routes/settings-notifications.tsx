import { NotificationSettingsPage } from '@/features/notification-settings/notification-settings-page';

export default function NotificationSettingsRoute() {
  return <NotificationSettingsPage />;
}

import type { NotificationSettings } from '@/api/types';
import { useSettingsChange } from './queries';
import { QuietHoursForm } from './quiet-hours-form';

export function OwnQuietHours({ settings }: { settings: NotificationSettings }) {
  const save = useSettingsChange();
  return (
    <QuietHoursForm
      saved={settings.quiet_hours}
      busy={save.isPending}
      error={save.error}
      onSave={(hours) => save.mutate({ quiet_hours: hours })}
    />
  );
}

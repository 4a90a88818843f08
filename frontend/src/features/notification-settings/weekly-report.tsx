import { useLingui } from '@lingui/react/macro';
import type { NotificationSettings } from '@/api/types';
import { Switch } from '@/ui/switch';
import { useSettingsChange } from './queries';

export function WeeklyReport({ settings }: { settings: NotificationSettings }) {
  const { t } = useLingui();
  const save = useSettingsChange();
  return (
    <div className="mb-2">
      <Switch
        label={t`Недельный отчёт`}
        hint={t`По понедельникам утром: как быстро отвечали до подключения и сейчас.`}
        checked={settings.weekly_report}
        onChange={(weekly_report) => save.mutate({ weekly_report })}
      />
    </div>
  );
}

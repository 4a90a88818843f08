import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { NotificationSettings } from '@/api/types';
import { Notice } from '@/ui/notice';
import { Switch } from '@/ui/switch';
import { useSettingsChange } from './queries';

type Permission = NotificationPermission | 'absent';

const permissionNow = (): Permission =>
  typeof Notification === 'undefined' ? 'absent' : Notification.permission;

/** The browser is asked for its consent only when the person turns its notifications on. */
export function SoundAndBrowser({ settings }: { settings: NotificationSettings }) {
  const { t } = useLingui();
  const save = useSettingsChange();
  const [permission, setPermission] = useState(permissionNow);
  const turn = async (on: boolean) => {
    if (on && permission === 'default') {
      const answer = await Notification.requestPermission();
      setPermission(answer);
      if (answer !== 'granted') return;
    }
    save.mutate({ browser: on });
  };
  return (
    <div className="mb-2">
      <Switch
        label={t`Звук`}
        hint={t`Два тихих тона, когда приходит уведомление.`}
        checked={settings.sound}
        onChange={(sound) => save.mutate({ sound })}
      />
      <Switch
        label={t`Уведомления браузера`}
        hint={t`Одно на чат; больше трёх сразу собираются в одно. Нужна открытая вкладка.`}
        checked={settings.browser && permission === 'granted'}
        disabled={permission === 'absent' || permission === 'denied'}
        onChange={(on) => void turn(on)}
      />
      {permission === 'denied' ? (
        <Notice look="warn">{t`Браузер не разрешает уведомления этому сайту. Разрешите их в настройках сайта рядом с адресом.`}</Notice>
      ) : null}
      {permission === 'absent' ? (
        <Notice look="warn">{t`Этот браузер не умеет показывать уведомления.`}</Notice>
      ) : null}
    </div>
  );
}

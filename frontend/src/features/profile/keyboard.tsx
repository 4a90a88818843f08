import { useLingui } from '@lingui/react/macro';
import { type Preferences, setPreferences, usePreferences } from '@/domain/preferences/preferences';
import { Choices } from '@/ui/choices';
import { Switch } from '@/ui/switch';

export function Keyboard() {
  const { t } = useLingui();
  const { sendWith, singleKeys } = usePreferences();
  return (
    <div className="space-y-3">
      <Choices<Preferences['sendWith']>
        legend={t`Отправлять ответ`}
        value={sendWith}
        onChange={(choice) => setPreferences({ sendWith: choice })}
        options={[
          { value: 'ctrl-enter', label: t`Ctrl+Enter, а Enter — новая строка` },
          { value: 'enter', label: t`Enter, а Ctrl+Enter — новая строка` },
        ]}
      />
      <Switch
        label={t`Однобуквенные клавиши`}
        hint={t`J, K, R, / и другие. Выключите, если они мешают голосовому вводу.`}
        checked={singleKeys}
        onChange={(on) => setPreferences({ singleKeys: on })}
      />
    </div>
  );
}

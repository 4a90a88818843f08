import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { chooseTheme, type ThemeChoice, themeChoice } from '@/domain/preferences/preferences';
import { Choices } from '@/ui/choices';

export function Appearance() {
  const { t } = useLingui();
  const [theme, setTheme] = useState(themeChoice);
  return (
    <Choices<ThemeChoice>
      legend={t`Тема`}
      value={theme}
      onChange={(choice) => {
        chooseTheme(choice);
        setTheme(choice);
      }}
      options={[
        { value: 'system', label: t`Как в системе` },
        { value: 'light', label: t`Светлая` },
        { value: 'dark', label: t`Тёмная` },
      ]}
    />
  );
}

import { useLingui } from '@lingui/react/macro';
import { chooseTheme, type ThemeChoice, useThemeChoice } from '@/domain/preferences/theme';
import { Choices } from '@/ui/choices';

export function Appearance() {
  const { t } = useLingui();
  return (
    <Choices<ThemeChoice>
      legend={t`Тема`}
      value={useThemeChoice()}
      onChange={chooseTheme}
      options={[
        { value: 'system', label: t`Как в системе` },
        { value: 'light', label: t`Светлая` },
        { value: 'dark', label: t`Тёмная` },
      ]}
    />
  );
}

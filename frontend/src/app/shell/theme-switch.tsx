import { useLingui } from '@lingui/react/macro';
import { chooseTheme, type ThemeChoice, useThemeChoice } from '@/domain/preferences/theme';
import { Icon } from '@/ui/icon';
import { Select } from '@/ui/select';

/** The theme at hand: behind a sign in the rail, with its words where there is room for them. */
export function ThemeSwitch({ wide = false }: { wide?: boolean }) {
  const { t } = useLingui();
  const value = useThemeChoice();
  const choose = (choice: string) => chooseTheme(choice as ThemeChoice);
  const options: { value: ThemeChoice; label: string }[] = [
    { value: 'system', label: t`Как в системе` },
    { value: 'light', label: t`Светлая` },
    { value: 'dark', label: t`Тёмная` },
  ];
  const name = t`Тема`;
  if (wide) {
    return (
      <Select
        label={name}
        hideLabel
        value={value}
        options={options}
        onChange={(event) => choose(event.target.value)}
      />
    );
  }
  const shown = options.find((option) => option.value === value)?.label;
  return (
    <span className="relative inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink2 hover:bg-sunken hover:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent coarse:size-11">
      <Icon name="theme" />
      <select
        aria-label={name}
        title={`${name}: ${shown}`}
        value={value}
        onChange={(event) => choose(event.target.value)}
        className="absolute inset-0 cursor-pointer appearance-none opacity-0"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { codePoints } from '@/lib/text';
import { Field } from '@/ui/field';
import { Icon } from '@/ui/icon';

const MIN_LENGTH = 10;

type Props = { label?: string; value: string; onChange: (password: string) => void; error?: string };

/** A password to be set: it can be looked at, and the rules say at once which of them it keeps. */
export function NewPasswordField({ label, value, onChange, error }: Props) {
  const { t } = useLingui();
  const [shown, setShown] = useState(false);
  const rules = [
    { name: t`не меньше 10 знаков`, kept: codePoints(value) >= MIN_LENGTH },
    { name: t`не только цифры`, kept: value !== '' && !/^\d+$/.test(value) },
  ];
  return (
    <div>
      <Field
        label={label ?? t`Новый пароль`}
        type={shown ? 'text' : 'password'}
        name="new-password"
        autoComplete="new-password"
        autoCapitalize="none"
        spellCheck={false}
        required
        value={value}
        error={error}
        onChange={(event) => onChange(event.target.value)}
        hint={
          <ul className="flex flex-wrap gap-x-4">
            {rules.map((rule) => (
              <li key={rule.name} className={`flex items-center gap-1 ${rule.kept ? 'text-ok' : ''}`}>
                <Icon name={rule.kept ? 'check' : 'more'} size={13} />
                {rule.name}
                <span className="sr-only">{rule.kept ? t`: есть` : t`: ещё нет`}</span>
              </li>
            ))}
          </ul>
        }
      />
      <label className="mt-1 inline-flex min-h-8 cursor-pointer items-center gap-2 coarse:min-h-11">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={shown}
          onChange={(event) => setShown(event.target.checked)}
        />
        {t`Показать пароль`}
      </label>
    </div>
  );
}

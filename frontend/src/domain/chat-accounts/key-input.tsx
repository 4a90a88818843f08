import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Field } from '@/ui/field';

type Props = { label: string; value: string; error?: string; onChange: (value: string) => void };

/** A masked field for a secret. Blanks that were pasted along are taken away, and it says so. */
export function KeyInput({ label, value, error, onChange }: Props) {
  const { t } = useLingui();
  const [trimmed, setTrimmed] = useState(false);
  return (
    <Field
      label={label}
      type="password"
      name="api-key"
      autoComplete="off"
      spellCheck={false}
      value={value}
      error={error}
      hint={trimmed ? t`Убрали лишние пробелы вокруг ключа.` : undefined}
      onChange={(event) => {
        const clean = withoutBlanks(event.target.value);
        setTrimmed(clean !== event.target.value);
        onChange(clean);
      }}
    />
  );
}

/** Keys hold no blanks, so every blank, also an invisible one, came from copying. */
export function withoutBlanks(text: string): string {
  return text.replace(/[\s\u200b\ufeff]+/gu, '');
}

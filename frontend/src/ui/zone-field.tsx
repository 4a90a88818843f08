import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useId } from 'react';
import { Field } from '@/ui/field';

type Props = { value: string; hint?: ReactNode; error?: ReactNode; onChange: (zone: string) => void };

/** A time zone by its IANA name, with what the browser knows as suggestions. */
export function ZoneField({ value, hint, error, onChange }: Props) {
  const { t } = useLingui();
  const id = useId();
  return (
    <div>
      <Field
        label={t`Часовой пояс`}
        hint={hint}
        error={error}
        list={id}
        value={value}
        required
        maxLength={64}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={id}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </div>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import { Field } from '@/ui/field';

/** A time zone by its IANA name, with what the browser knows as suggestions. */
export function ZoneField({ value, onChange }: { value: string; onChange: (zone: string) => void }) {
  const { t } = useLingui();
  const id = useId();
  return (
    <>
      <Field
        label={t`Часовой пояс`}
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
    </>
  );
}

import { useLingui } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import type { QuietHours } from '@/api/types';
import { useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Refusal } from '@/ui/refusal';
import { Select } from '@/ui/select';
import { Switch } from '@/ui/switch';

type Props = {
  saved: QuietHours | null;
  busy: boolean;
  error: unknown;
  onSave: (hours: QuietHours | null) => void;
};

const USUAL: QuietHours = { begin: '22:00', end: '09:00', time_zone: null };

/** From one wall time to another, over midnight when the second is earlier. */
export function QuietHoursForm({ saved, busy, error, onSave }: Props) {
  const { t } = useLingui();
  const { timeZone } = useWorkspace();
  const [draft, setDraft] = useState(saved ?? USUAL);
  const [on, setOn] = useState(saved !== null);
  const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set([timeZone, device, ...(saved?.time_zone ? [saved.time_zone] : [])])];
  const same = JSON.stringify(on ? draft : null) === JSON.stringify(saved);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(on ? draft : null);
  };
  return (
    <form onSubmit={submit} className="space-y-3">
      <Switch
        label={t`Не беспокоить в тихие часы`}
        checked={on}
        onChange={(next) => {
          setOn(next);
          if (!next && saved !== null) onSave(null);
        }}
      />
      {on ? (
        <div className="flex flex-wrap items-end gap-3">
          <Field
            label={t`С`}
            type="time"
            required
            className="w-32"
            value={draft.begin}
            onChange={(event) => setDraft({ ...draft, begin: event.target.value })}
          />
          <Field
            label={t`До`}
            type="time"
            required
            className="w-32"
            value={draft.end}
            onChange={(event) => setDraft({ ...draft, end: event.target.value })}
          />
          <Select
            label={t`Часовой пояс`}
            className="min-w-44 flex-1"
            value={draft.time_zone ?? timeZone}
            onChange={(event) =>
              setDraft({
                ...draft,
                time_zone: event.target.value === timeZone ? null : event.target.value,
              })
            }
            options={zones.map((zone) => ({
              value: zone,
              label: zone === timeZone ? t`${zone} (организации)` : zone,
            }))}
          />
          <Button type="submit" className="!min-h-9" busy={busy} aria-disabled={same || undefined}>
            {t`Сохранить`}
          </Button>
        </div>
      ) : null}
      <Refusal error={error} />
    </form>
  );
}

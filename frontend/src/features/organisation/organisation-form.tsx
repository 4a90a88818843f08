import { useLingui } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { errorsByField, newerVersion } from '@/api/revisions';
import type { Workspace } from '@/api/types';
import { Button } from '@/ui/button';
import { Conflict } from '@/ui/conflict';
import { Field } from '@/ui/field';
import { LeaveGuard } from '@/ui/leave-guard';
import { Refusal } from '@/ui/refusal';
import { ZoneField } from '@/ui/zone-field';
import { useOrganisationChange } from './queries';

type Draft = Pick<Workspace, 'name' | 'time_zone'>;

const draftOf = ({ name, time_zone }: Workspace): Draft => ({ name, time_zone });

export function OrganisationForm({ organisation }: { organisation: Workspace }) {
  const { t } = useLingui();
  const [base, setBase] = useState(organisation);
  const [draft, setDraft] = useState(() => draftOf(organisation));
  const take = (fresh: Workspace) => {
    setBase(fresh);
    setDraft(draftOf(fresh));
  };
  const save = useOrganisationChange(take);
  const newer = newerVersion<Workspace>(save.error);
  const errors = errorsByField(save.error);
  const body = { name: draft.name.trim(), time_zone: draft.time_zone.trim() };
  const changed = body.name !== base.name || body.time_zone !== base.time_zone;
  const ready = changed && body.name !== '' && body.time_zone !== '';
  const change = (part: Partial<Draft>) => {
    if (!save.isPending) save.reset();
    setDraft((before) => ({ ...before, ...part }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !save.isPending) save.mutate({ body, revision: base.revision });
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <Field
        label={t`Название`}
        hint={t`Его видят сотрудники, оно стоит в письмах и отчётах.`}
        value={draft.name}
        maxLength={200}
        required
        error={errors.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <ZoneField
        value={draft.time_zone}
        hint={t`По этому времени показаны сообщения, сроки и отчёты. У рабочих часов пояс свой.`}
        error={errors.time_zone}
        onChange={(time_zone) => change({ time_zone })}
      />
      {newer ? (
        <Conflict
          author={null}
          version={`${newer.name}, ${newer.time_zone}`}
          onTake={() => {
            take(newer);
            save.reset();
          }}
          onKeep={() => save.mutate({ body, revision: newer.revision })}
        />
      ) : errors.name || errors.time_zone ? null : (
        <Refusal error={save.error} withRemedy />
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" busy={save.isPending} aria-disabled={!ready || undefined}>
          {t`Сохранить`}
        </Button>
        <span role="status" className="text-ok">
          {save.isSuccess && !changed ? t`Сохранено` : ''}
        </span>
      </div>
      <LeaveGuard unsaved={changed} />
    </form>
  );
}

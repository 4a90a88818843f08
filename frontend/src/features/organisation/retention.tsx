import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { newerVersion } from '@/api/revisions';
import type { Workspace } from '@/api/types';
import { Button } from '@/ui/button';
import { Conflict } from '@/ui/conflict';
import { LeaveGuard } from '@/ui/leave-guard';
import { Refusal } from '@/ui/refusal';
import { Section } from '@/ui/section';
import { Select } from '@/ui/select';
import { useOrganisationChange } from './queries';
import { RetentionQuestion } from './retention-question';

const FOR_GOOD = '';
const DAYS = [90, 180, 365, 730, 1095];

/** How long what was written is kept; a shorter time erases, so it is asked about first. */
export function Retention({ organisation }: { organisation: Workspace }) {
  const { t } = useLingui();
  const [base, setBase] = useState(organisation);
  const [chosen, setChosen] = useState(() => optionOf(organisation));
  const [asking, setAsking] = useState(false);
  const take = (fresh: Workspace) => {
    setBase(fresh);
    setChosen(optionOf(fresh));
    setAsking(false);
  };
  const save = useOrganisationChange(take);
  const newer = newerVersion<Workspace>(save.error);
  const days = chosen === FOR_GOOD ? null : Number(chosen);
  const changed = days !== base.retention_days;
  const words = (value: number | null) =>
    value === null
      ? t`Бессрочно`
      : t`${plural(value, { one: '# день', few: '# дня', many: '# дней', other: '# дня' })}`;
  const put = (revision: number) => save.mutate({ body: { retention_days: days }, revision });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!changed || save.isPending) return;
    if (days !== null && (base.retention_days === null || days < base.retention_days)) setAsking(true);
    else put(base.revision);
  };
  const offered = [...new Set([...DAYS, ...(base.retention_days === null ? [] : [base.retention_days])])];
  return (
    <Section
      title={t`Срок хранения переписки`}
      hint={t`Отсчитывается от последнего сообщения чата. По его окончании стираются сообщения, ответы, заметки и черновики; отчёты не меняются.`}
    >
      <form onSubmit={submit} className="space-y-3">
        <div className="flex flex-wrap items-end gap-3">
          <Select
            label={t`Хранить`}
            className="w-56 max-w-full"
            value={chosen}
            onChange={(event) => {
              if (!save.isPending) save.reset();
              setChosen(event.target.value);
            }}
            options={[
              { value: FOR_GOOD, label: words(null) },
              ...offered.sort((a, b) => a - b).map((one) => ({ value: `${one}`, label: words(one) })),
            ]}
          />
          <Button type="submit" busy={save.isPending} aria-disabled={!changed || undefined}>
            {t`Сохранить`}
          </Button>
          <span role="status" className="self-center text-ok empty:hidden">
            {save.isSuccess && !changed ? t`Сохранено` : ''}
          </span>
        </div>
        {newer ? (
          <Conflict
            author={null}
            version={words(newer.retention_days)}
            onTake={() => {
              take(newer);
              save.reset();
            }}
            onKeep={() => put(newer.revision)}
          />
        ) : (
          <Refusal error={save.error} withRemedy />
        )}
      </form>
      {asking && days !== null ? (
        <RetentionQuestion
          days={days}
          onKeep={() => setAsking(false)}
          onErase={() => {
            setAsking(false);
            put(base.revision);
          }}
        />
      ) : null}
      <LeaveGuard unsaved={changed && !asking} />
    </Section>
  );
}

const optionOf = ({ retention_days: days }: Workspace) => (days === null ? FOR_GOOD : `${days}`);

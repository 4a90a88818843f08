import { useLingui } from '@lingui/react/macro';
import type { Calendar, Policy } from '@/api/types';
import { Field } from '@/ui/field';
import { Select } from '@/ui/select';
import type { Targets } from './queries';
import { minutesWithHours } from './words';

export type TargetsDraft = { first: string; next: string; warn: string; calendar: string };

export const targetsIn = (policy: Policy): Targets => ({ ...policy, calendar: policy.calendar?.id ?? null });

export const draftOf = (targets: Targets): TargetsDraft => ({
  first: `${targets.first_minutes}`,
  next: `${targets.next_minutes}`,
  warn: `${targets.warn_percent}`,
  calendar: targets.calendar ?? '',
});

/** The numbers that were typed, or nothing while one of them is none. What is too much the server says. */
export function targetsOf(draft: TargetsDraft): Targets | null {
  const whole = (text: string) => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : null);
  const first_minutes = whole(draft.first);
  const next_minutes = whole(draft.next);
  const warn_percent = whole(draft.warn);
  if (first_minutes === null || next_minutes === null || warn_percent === null) return null;
  return { first_minutes, next_minutes, warn_percent, calendar: draft.calendar || null };
}

type Props = {
  draft: TargetsDraft;
  calendars: Calendar[];
  errors: Record<string, string>;
  onChange: (draft: TargetsDraft) => void;
};

export function TargetsFields({ draft, calendars, errors, onChange }: Props) {
  const { t, i18n } = useLingui();
  const targets = targetsOf(draft);
  const inHours = (minutes: number | undefined) =>
    minutes === undefined || minutes < 120 ? undefined : minutesWithHours(i18n, minutes);
  const number = (name: 'first' | 'next' | 'warn') => ({
    inputMode: 'numeric' as const,
    value: draft[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ ...draft, [name]: event.target.value }),
  });
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field
        label={t`Первый ответ, минут`}
        hint={inHours(targets?.first_minutes)}
        error={errors.first_minutes}
        {...number('first')}
      />
      <Field
        label={t`Следующие ответы, минут`}
        hint={inHours(targets?.next_minutes)}
        error={errors.next_minutes}
        {...number('next')}
      />
      <Field label={t`Предупредить, % срока`} error={errors.warn_percent} {...number('warn')} />
      <Select
        label={t`Рабочие часы`}
        value={draft.calendar}
        onChange={(event) => onChange({ ...draft, calendar: event.target.value })}
        options={[
          { value: '', label: t`Круглосуточно` },
          ...calendars.map((calendar) => ({ value: calendar.id, label: calendar.title })),
        ]}
      />
    </div>
  );
}

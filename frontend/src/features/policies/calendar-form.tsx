import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, unwrap } from '@/api/client';
import { ifMatch, newerVersion } from '@/api/revisions';
import type { Calendar } from '@/api/types';
import { useDateStyle, useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { Conflict } from '@/ui/conflict';
import { Field } from '@/ui/field';
import { Refusal } from '@/ui/refusal';
import { ZoneField } from '@/ui/zone-field';
import { ExceptionsEditor } from './exceptions-editor';
import { PreviewView } from './preview-view';
import { type Hours, policyKeys } from './queries';
import { WeekEditor } from './week-editor';
import { weekInWords } from './words';

type Draft = Hours & { title: string };

const WORKDAY = [{ opens: '09:00', closes: '18:00' }];
const USUAL_WEEK = [WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, [], []];

/** Hours of a week and of special days, with what they would mean. */
export function CalendarForm({ calendar, onDone }: { calendar: Calendar | null; onDone: () => void }) {
  const { t, i18n } = useLingui();
  const { timeZone } = useWorkspace();
  const { locale } = useDateStyle();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() =>
    calendar
      ? draftOf(calendar)
      : { title: t`Рабочие дни`, time_zone: timeZone, week: USUAL_WEEK, exceptions: [] },
  );
  const save = useMutation({
    mutationFn: ({ body, revision }: { body: Draft; revision: number }) =>
      calendar === null
        ? unwrap(api.POST('/api/v1/sla/calendars', { body }))
        : unwrap(
            api.PATCH('/api/v1/sla/calendars/{calendar_id}', {
              params: { path: { calendar_id: calendar.id }, header: ifMatch(revision) },
              body,
            }),
          ),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: policyKeys.calendars }),
        client.invalidateQueries({ queryKey: policyKeys.policies }),
      ]);
      onDone();
    },
  });
  const newer = newerVersion<Calendar>(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ body: draft, revision: calendar?.revision ?? 0 });
  };
  const { title, ...hours } = draft;
  return (
    <form onSubmit={submit} className="mt-2 mb-4 space-y-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label={t`Название`}
          value={title}
          maxLength={200}
          required
          onChange={(event) => setDraft({ ...draft, title: event.target.value })}
        />
        <ZoneField value={draft.time_zone} onChange={(time_zone) => setDraft({ ...draft, time_zone })} />
      </div>
      <WeekEditor week={draft.week} onChange={(week) => setDraft({ ...draft, week })} />
      <ExceptionsEditor
        exceptions={draft.exceptions}
        calendar={calendar?.id ?? null}
        onChange={(exceptions) => setDraft({ ...draft, exceptions })}
      />
      <PreviewView draft={{ hours }} />
      {newer ? (
        <Conflict
          author={newer.changed_by}
          version={weekInWords(i18n, newer.week, locale)}
          onTake={() => {
            setDraft(draftOf(newer));
            save.reset();
            void client.invalidateQueries({ queryKey: policyKeys.calendars });
          }}
          onKeep={() => save.mutate({ body: draft, revision: newer.revision })}
        />
      ) : save.isError ? (
        <Refusal error={save.error} withRemedy />
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={save.isPending}>
          {t`Сохранить`}
        </Button>
        <Button onClick={onDone}>{t`Отмена`}</Button>
      </div>
    </form>
  );
}

const draftOf = ({ title, time_zone, week, exceptions }: Calendar): Draft => ({
  title,
  time_zone,
  week,
  exceptions,
});

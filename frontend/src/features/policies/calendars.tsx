import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Calendar } from '@/api/types';
import { useDateStyle, useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { Section } from '@/ui/section';
import { CalendarForm } from './calendar-form';
import { weekInWords } from './words';

/** The hours in which targets count. */
export function Calendars({ calendars }: { calendars: Calendar[] }) {
  const { t, i18n } = useLingui();
  const { isOwner } = useWorkspace();
  const { locale } = useDateStyle();
  const [editing, setEditing] = useState<string | null>(null);
  const done = () => setEditing(null);
  return (
    <Section
      title={t`Рабочие часы`}
      hint={t`Срок идёт только в эти часы. Вне их часы чата стоят и показывают, до какого времени.`}
      action={
        isOwner && editing === null ? (
          <Button icon="plus" onClick={() => setEditing('new')}>
            {t`Новые часы`}
          </Button>
        ) : null
      }
    >
      {editing === 'new' ? <CalendarForm calendar={null} onDone={done} /> : null}
      {calendars.length === 0 && editing !== 'new' ? (
        <p className="text-ink2">{t`Сейчас сроки идут круглосуточно.`}</p>
      ) : null}
      <ul className="divide-y divide-line">
        {calendars.map((calendar) => (
          <li key={calendar.id} className="py-4 first:pt-0 last:pb-0">
            <h3 className="font-semibold">{calendar.title}</h3>
            {editing === calendar.id ? (
              <CalendarForm calendar={calendar} onDone={done} />
            ) : (
              <>
                <p>{weekInWords(i18n, calendar.week, locale)}</p>
                <p className="text-sm text-ink3">
                  {calendar.time_zone}
                  {calendar.exceptions.length > 0
                    ? ` · ${t`особых дней: ${calendar.exceptions.length}`}`
                    : ''}
                </p>
                {isOwner && editing === null ? (
                  <Button className="mt-2" onClick={() => setEditing(calendar.id)}>
                    {t`Изменить`}
                  </Button>
                ) : null}
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorText } from '@/api/errors';
import { serverNow } from '@/api/server-time';
import type { CalendarException } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { dayOf } from '@/lib/dates';
import { Button, IconButton } from '@/ui/button';
import { INPUT } from '@/ui/labelled';
import { Notice } from '@/ui/notice';
import { IntervalsEditor } from './intervals-editor';
import { holidaysQuery } from './queries';

type Props = {
  exceptions: CalendarException[];
  calendar: string | null;
  onChange: (exceptions: CalendarException[]) => void;
};

/** Days that differ from their weekday: holidays of a year to start from, and one's own. */
export function ExceptionsEditor({ exceptions, calendar, onChange }: Props) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const client = useQueryClient();
  const [day, setDay] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const year = Number(dayOf(serverNow(), style).slice(0, 4));
  const put = (added: CalendarException[]) => {
    const kept = new Map(exceptions.map((one) => [one.date, one]));
    for (const { date, title, intervals } of added)
      if (!kept.has(date)) kept.set(date, { date, title, intervals });
    onChange([...kept.values()].sort((a, b) => a.date.localeCompare(b.date)));
  };
  const addHolidays = async (of: number) => {
    try {
      const found = await client.fetchQuery(holidaysQuery(of, calendar));
      put(found.results);
      setProblem(found.moves_are_known ? null : t`Переносы на ${of} год ещё не объявлены: проверьте позже.`);
    } catch (error) {
      setProblem(errorText(error, i18n.locale).text);
    }
  };
  const change = (date: string, part: Partial<CalendarException>) =>
    onChange(exceptions.map((one) => (one.date === date ? { ...one, ...part } : one)));
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{t`Особые дни`}</legend>
      <div className="flex flex-wrap items-center gap-2">
        {[year, year + 1].map((of) => (
          <Button key={of} onClick={() => void addHolidays(of)}>
            {t`Праздники ${of} года`}
          </Button>
        ))}
        <input
          type="date"
          aria-label={t`Дата особого дня`}
          className={`${INPUT} !w-auto`}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <Button
          icon="plus"
          aria-disabled={day === '' || undefined}
          onClick={() => {
            put([{ date: day, title: '', intervals: [] }]);
            setDay('');
          }}
        >
          {t`Добавить день`}
        </Button>
      </div>
      {problem ? (
        <div className="mt-2">
          <Notice look="warn" role="status">
            {problem}
          </Notice>
        </div>
      ) : null}
      <ul className="thin-scroll mt-2 max-h-80 divide-y divide-line overflow-y-auto">
        {exceptions.map((one) => (
          <li key={one.date} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
            <span className="w-24 text-ink2">{one.date.split('-').reverse().join('.')}</span>
            <input
              aria-label={t`Название дня ${one.date}`}
              className={`${INPUT} min-w-32 flex-1`}
              value={one.title}
              maxLength={200}
              onChange={(event) => change(one.date, { title: event.target.value })}
            />
            <IntervalsEditor
              name={one.date}
              intervals={one.intervals}
              onChange={(intervals) => change(one.date, { intervals })}
            />
            <IconButton
              icon="close"
              label={t`Убрать день ${one.date}`}
              onClick={() => onChange(exceptions.filter((other) => other.date !== one.date))}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

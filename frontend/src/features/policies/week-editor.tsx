import { useLingui } from '@lingui/react/macro';
import type { Interval } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { weekdayNames } from '@/lib/weekdays';
import { IntervalsEditor } from './intervals-editor';

/** The seven days, each with any number of intervals. */
export function WeekEditor({
  week,
  onChange,
}: {
  week: Interval[][];
  onChange: (week: Interval[][]) => void;
}) {
  const { t } = useLingui();
  const { locale } = useDateStyle();
  const names = weekdayNames(locale);
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{t`По дням недели`}</legend>
      <ul className="divide-y divide-line">
        {week.map((intervals, day) => (
          <li key={names[day]} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
            <span className="w-8 text-ink2">{names[day]}</span>
            <IntervalsEditor
              name={names[day] ?? ''}
              intervals={intervals}
              onChange={(changed) => onChange(week.map((old, index) => (index === day ? changed : old)))}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDateStyle } from '@/domain/session/workspace';
import { useMedia } from '@/lib/use-media';
import { weekdayNames } from '@/lib/weekdays';
import { Choices } from '@/ui/choices';
import { Failure } from '@/ui/failure';
import { Section } from '@/ui/section';
import type { ReportFilters } from './filters';
import { HourGrid } from './hour-grid';
import { busiest, type HourMeasure, hourCells, hourName, hourValue } from './hours';
import { responseTimesQuery } from './queries';
import type { LinkTo } from './use-report-url';

/** When buyers write, and when they wait in vain: the hours of a week as a map. */
export function HourMap({ filters, linkTo }: { filters: ReportFilters; linkTo: LinkTo }) {
  const { t } = useLingui();
  const { locale } = useDateStyle();
  const narrow = useMedia('(max-width: 1179.98px)');
  const [measure, setMeasure] = useState<HourMeasure>('n');
  const report = useQuery(responseTimesQuery(filters, 'hour_of_week'));
  const cells = hourCells(report.data?.groups ?? []);
  const top = busiest(cells, measure);
  const names = weekdayNames(locale);
  const zone = report.data?.time_zone ?? '';
  return (
    <Section title={t`По часам недели`} hint={t`Час, в который покупатель написал. Часовой пояс: ${zone}`}>
      {report.isError && !report.data ? (
        <Failure error={report.error} onRetry={() => void report.refetch()} />
      ) : !report.data ? (
        <div className="skeleton h-72" />
      ) : cells.size === 0 ? (
        <p className="text-ink2">{t`За этот период вопросов не было.`}</p>
      ) : (
        <div className={report.isPlaceholderData ? 'opacity-60' : ''}>
          <Choices<HourMeasure>
            legend={t`Показать`}
            value={measure}
            onChange={setMeasure}
            options={[
              { value: 'n', label: t`сколько вопросов` },
              { value: 'late', label: t`сколько опозданий` },
            ]}
          />
          <p className="mt-1 mb-3 text-ink2">
            {top === null
              ? t`Опозданий не было.`
              : measure === 'n'
                ? t`Больше всего вопросов: ${names[top.weekday]}, ${hourName(top.hour)} — ${plural(hourValue(top, measure), { one: '# вопрос', few: '# вопроса', many: '# вопросов', other: '# вопроса' })}.`
                : t`Больше всего опозданий: ${names[top.weekday]}, ${hourName(top.hour)} — ${plural(hourValue(top, measure), { one: '# опоздание', few: '# опоздания', many: '# опозданий', other: '# опоздания' })}.`}
          </p>
          <HourGrid
            caption={measure === 'n' ? t`Вопросы по часам недели` : t`Опоздания по часам недели`}
            cells={cells}
            measure={measure}
            upright={narrow}
            linkTo={linkTo}
          />
        </div>
      )}
    </Section>
  );
}

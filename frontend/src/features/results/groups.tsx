import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { FigureGroup } from '@/api/types';
import { Failure } from '@/ui/failure';
import { Section } from '@/ui/section';
import { ChartWithTable } from './chart-with-table';
import { figureValue } from './figure';
import { FigureTable } from './figure-table';
import type { Drill, ReportFilters } from './filters';
import { waitInWords } from './formats';
import { responseTimesQuery } from './queries';
import type { LinkTo } from './use-report-url';

type Props = { group: 'account' | 'member'; filters: ReportFilters; linkTo: LinkTo };

/** The same figures for every account or member: who answers how fast. */
export function Groups({ group, filters, linkTo }: Props) {
  const { t, i18n } = useLingui();
  const report = useQuery(responseTimesQuery(filters, group));
  const title = group === 'account' ? t`По кабинетам` : t`По сотрудникам`;
  const others: Record<string, string> = {
    cabinet: t`Из кабинета Ozon`,
    api_keys: t`По API-ключу`,
    former: t`Бывшие сотрудники`,
    nobody: t`Ответа не было`,
  };
  const groups = [...(report.data?.groups ?? [])]
    .map((one) => ({ ...one, title: one.title || (others[one.key] ?? one.key) }))
    .sort((a, b) => b.figures.n - a.figures.n);
  const rows = groups.map((one) => ({
    key: one.key,
    title: one.title,
    figures: one.figures,
    of: drillOf(group, one.key),
  }));
  const charted = groups.filter((one) => figureValue(one.figures, 'median', filters.clock) !== null);
  const fastest = fastestOf(charted, filters);
  const hint =
    group === 'member'
      ? t`Чей ответ закончил ожидание. Ответы из кабинета Ozon стоят отдельной строкой.`
      : undefined;
  return (
    <Section title={title} hint={hint}>
      {report.isError && !report.data ? (
        <Failure error={report.error} onRetry={() => void report.refetch()} />
      ) : !report.data ? (
        <div className="skeleton h-40" />
      ) : rows.length === 0 ? (
        <p className="text-ink2">{t`За этот период ответов не было.`}</p>
      ) : (
        <div className={report.isPlaceholderData ? 'opacity-60' : ''}>
          <ChartWithTable
            title={title}
            conclusion={
              fastest === null
                ? t`Пока мало данных, чтобы сравнивать: для показателя нужно 20 вопросов.`
                : t`Быстрее всех: ${fastest.title}, половина ответов за ${waitInWords(i18n, fastest.value)} или быстрее.`
            }
            chart={
              charted.length < 2
                ? null
                : {
                    labels: charted.map((one) => one.title),
                    format: (seconds) => waitInWords(i18n, seconds),
                    series: [
                      {
                        name: t`Медиана`,
                        colour: '--accent',
                        values: charted.map((one) => figureValue(one.figures, 'median', filters.clock)),
                      },
                      {
                        name: t`90-й процентиль`,
                        colour: '--line-strong',
                        values: charted.map((one) => figureValue(one.figures, 'p90', filters.clock)),
                      },
                    ],
                  }
            }
            table={
              <FigureTable
                rowHead={group === 'account' ? t`Кабинет` : t`Сотрудник`}
                rows={rows}
                filters={filters}
                linkTo={linkTo}
              />
            }
          />
        </div>
      )}
    </Section>
  );
}

function drillOf(group: Props['group'], key: string): Partial<Drill> {
  return group === 'account' ? { account: key } : { member: key };
}

function fastestOf(groups: FigureGroup[], filters: ReportFilters): { title: string; value: number } | null {
  const known = groups.flatMap((one) => {
    const value = figureValue(one.figures, 'median', filters.clock);
    return value === null ? [] : [{ title: one.title, value }];
  });
  return known.length < 2 ? null : known.reduce((best, one) => (one.value < best.value ? one : best));
}

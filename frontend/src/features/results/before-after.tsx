import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Baseline, Figures, ResponseTimes } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { longDate } from '@/lib/dates';
import { Section } from '@/ui/section';
import { Figure, figureValue, type Measure } from './figure';
import type { ReportFilters } from './filters';
import { waitInWords } from './formats';
import { MEASURE_NAMES } from './measure-names';
import { periodInWords } from './period';
import type { LinkTo } from './use-report-url';

type Props = {
  baseline: Baseline | undefined;
  report: ResponseTimes;
  filters: ReportFilters;
  linkTo: LinkTo;
};

const MEASURES: Measure[] = ['median', 'p90', 'within_target', 'within_24h', 'never_answered', 'n'];

/** The thirty days before connecting, frozen, beside the days now: the proof. */
export function BeforeAfter({ baseline, report, filters, linkTo }: Props) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const before = baseline?.total ?? null;
  const now = report.total;
  const frozen =
    baseline?.frozen_at == null
      ? null
      : t`Посчитано ${longDate(Date.parse(baseline.frozen_at), style)} и больше не меняется.`;
  return (
    <Section title={t`До подключения и сейчас`} hint={frozen}>
      <p className="mb-4 max-w-3xl text-lg/[1.75rem]">
        <Conclusion before={before} now={now} filters={filters} />
      </p>
      <table className="w-full table-fixed border-collapse">
        <thead>
          <tr className="border-b border-line align-bottom text-left text-sm text-ink2">
            <th scope="col" className="w-[38%] py-2 pr-2 font-medium phone:w-[34%]">{t`Показатель`}</th>
            <th scope="col" className="py-2 pr-2 font-medium">
              {t`До подключения`}
              <Period from={baseline?.from ?? null} to={baseline?.to ?? null} />
            </th>
            <th scope="col" className="py-2 font-medium">
              {t`Сейчас`}
              <Period from={report.period.from} to={report.period.to} />
            </th>
          </tr>
        </thead>
        <tbody className="align-baseline">
          {MEASURES.map((measure) => (
            <tr key={measure} className="border-b border-line align-top last:border-0">
              <th scope="row" className="py-2.5 pr-2 text-left font-medium">
                {i18n._(MEASURE_NAMES[measure].name)}
                <span className="block text-sm font-normal text-ink3 phone:hidden">
                  {i18n._(MEASURE_NAMES[measure].hint)}
                </span>
              </th>
              <td className="py-2 pr-2 text-ink2">
                {before === null ? (
                  <span className="text-ink3">—</span>
                ) : (
                  <Figure
                    measure={measure}
                    figures={before}
                    clock={filters.clock}
                    linkTo={linkTo}
                    of={{ baseline: true }}
                    detailed
                  />
                )}
              </td>
              <td className="py-2">
                <Figure
                  measure={measure}
                  figures={now}
                  clock={filters.clock}
                  linkTo={linkTo}
                  of={{}}
                  strong={measure !== 'n'}
                  detailed
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Conclusion({
  before,
  now,
  filters,
}: {
  before: Figures | null;
  now: Figures;
  filters: ReportFilters;
}) {
  const { t, i18n } = useLingui();
  const present = figureValue(now, 'median', filters.clock);
  const past = before === null ? null : figureValue(before, 'median', filters.clock);
  if (present === null) {
    return (
      <>{t`Пока мало данных: ${plural(now.n, { one: '# вопрос', few: '# вопроса', many: '# вопросов', other: '# вопроса' })} за период, а для показателя нужно 20.`}</>
    );
  }
  const presentWords = waitInWords(i18n, present);
  if (past === null) {
    return (
      <>{t`Половина ответов приходит за ${presentWords} или быстрее. Сравнить пока не с чем: до подключения мало данных.`}</>
    );
  }
  const pastWords = waitInWords(i18n, past);
  return (
    <>{t`Половина ответов приходит за ${presentWords} или быстрее. До подключения — за ${pastWords}.`}</>
  );
}

function Period({ from, to }: { from: string | null; to: string | null }) {
  const style = useDateStyle();
  if (from === null || to === null) return null;
  return <span className="block font-normal text-ink3">{periodInWords(from, to, style)}</span>;
}

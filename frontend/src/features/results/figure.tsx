import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Link } from 'react-router';
import type { Figures } from '@/api/types';
import type { Drill, ReportFilters } from './filters';
import { shareInWords, waitInWords } from './formats';
import type { LinkTo } from './use-report-url';

export type Measure = 'n' | 'median' | 'p90' | 'within_target' | 'within_24h' | 'never_answered';

type Props = {
  measure: Measure;
  figures: Figures;
  clock: ReportFilters['clock'];
  linkTo: LinkTo;
  of: Partial<Drill>;
  strong?: boolean;
  /** With the two numbers a share was made of. */
  detailed?: boolean;
};

const SHOWN_BY: Record<Measure, Drill['shown']> = {
  n: 'all',
  median: 'answered',
  p90: 'answered',
  within_target: 'met',
  within_24h: 'within_24h',
  never_answered: 'never_answered',
};

const PARTS: Partial<Record<Measure, (figures: Figures) => [number, number]>> = {
  within_target: (figures) => [figures.met, figures.decided],
  within_24h: (figures) => [figures.within_24h, figures.day_old],
  never_answered: (figures) => [figures.never_answered, figures.day_old],
};

/** One figure; it leads to the chats behind it. Too few of them give no figure at all, and that is said. */
export function Figure({ measure, figures, clock, linkTo, of, strong, detailed }: Props) {
  const { t, i18n } = useLingui();
  const value = figureValue(figures, measure, clock);
  if (figures.n === 0) return <span className="text-ink3">{measure === 'n' ? i18n.number(0) : '—'}</span>;
  const words =
    value === null
      ? null
      : measure === 'n'
        ? i18n.number(value)
        : measure === 'median' || measure === 'p90'
          ? waitInWords(i18n, value)
          : shareInWords(i18n, value);
  const parts = detailed && value !== null ? PARTS[measure]?.(figures) : undefined;
  const link = (
    <Link
      to={linkTo({ ...of, shown: SHOWN_BY[measure] })}
      className={`inline-flex min-h-6 min-w-6 items-center underline decoration-line-strong underline-offset-4 hover:text-accent hover:decoration-accent coarse:min-h-11 ${
        words === null ? 'text-sm text-ink3' : strong ? 'text-lg font-semibold' : ''
      }`}
    >
      {words ??
        t`мало данных: ${plural(figures.n, { one: '# вопрос', few: '# вопроса', many: '# вопросов', other: '# вопроса' })}`}
    </Link>
  );
  if (!parts) return link;
  const [part, base] = parts.map((count) => i18n.number(count));
  return (
    <>
      {link}
      <span className="block text-sm text-ink3">{t`${part} из ${base}`}</span>
    </>
  );
}

export function figureValue(
  figures: Figures,
  measure: Measure,
  clock: ReportFilters['clock'],
): number | null {
  if (measure === 'n') return figures.n;
  if (!figures.enough) return null;
  const working = clock === 'working';
  if (measure === 'median') return working ? figures.median_working_seconds : figures.median_seconds;
  if (measure === 'p90') return working ? figures.p90_working_seconds : figures.p90_seconds;
  if (measure === 'within_target') return figures.within_target_share;
  if (measure === 'within_24h') return figures.within_24h_share;
  return figures.never_answered_share;
}

import { useLingui } from '@lingui/react/macro';
import type { ResponseTimes } from '@/api/types';
import { Section } from '@/ui/section';
import { FigureTable } from './figure-table';
import type { ReportFilters } from './filters';
import type { LinkTo } from './use-report-url';

/** A first answer and the later ones are different work, so they stand apart. */
export function Kinds({
  report,
  filters,
  linkTo,
}: {
  report: ResponseTimes;
  filters: ReportFilters;
  linkTo: LinkTo;
}) {
  const { t } = useLingui();
  return (
    <Section
      title={t`Первый ответ и следующие`}
      hint={t`Первый ответ начинает разговор, следующие его продолжают.`}
    >
      <FigureTable
        rowHead={t`Ответ`}
        filters={filters}
        linkTo={linkTo}
        rows={[
          { key: 'first', title: t`Первый`, figures: report.first, of: { kind: 'first' } },
          { key: 'next', title: t`Следующие`, figures: report.next, of: { kind: 'next' } },
        ]}
      />
    </Section>
  );
}

import { useLingui } from '@lingui/react/macro';
import type { Figures } from '@/api/types';
import { Figure, type Measure } from './figure';
import type { Drill, ReportFilters } from './filters';
import { MEASURE_NAMES } from './measure-names';
import type { LinkTo } from './use-report-url';

export type FigureRow = { key: string; title: string; figures: Figures; of: Partial<Drill> };

type Props = { rowHead: string; rows: FigureRow[]; filters: ReportFilters; linkTo: LinkTo };

const MEASURES: Measure[] = ['n', 'median', 'p90', 'within_target', 'within_24h', 'never_answered'];

/** Figures by row; on a phone every row becomes a small list, so nothing scrolls sideways. */
export function FigureTable({ rowHead, rows, filters, linkTo }: Props) {
  const { i18n } = useLingui();
  return (
    <table className="w-full border-collapse phone:block">
      <thead className="phone:sr-only">
        <tr className="border-b border-line text-left align-bottom text-sm text-ink2">
          <th scope="col" className="py-2 pr-3 font-medium">
            {rowHead}
          </th>
          {MEASURES.map((measure) => (
            <th key={measure} scope="col" className="py-2 pl-3 text-right font-medium">
              {i18n._(MEASURE_NAMES[measure].name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="phone:block">
        {rows.map((row) => (
          <tr key={row.key} className="border-b border-line last:border-0 phone:block phone:py-2">
            <th scope="row" className="max-w-64 py-2 pr-3 text-left font-medium break-words phone:block">
              {row.title}
            </th>
            {MEASURES.map((measure) => (
              <td
                key={measure}
                className="py-1.5 pl-3 text-right phone:flex phone:min-h-8 phone:items-center phone:justify-between phone:py-0 phone:pl-0"
              >
                <span aria-hidden="true" className="hidden text-ink2 phone:inline">
                  {i18n._(MEASURE_NAMES[measure].name)}
                </span>
                <Figure
                  measure={measure}
                  figures={row.figures}
                  clock={filters.clock}
                  linkTo={linkTo}
                  of={row.of}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

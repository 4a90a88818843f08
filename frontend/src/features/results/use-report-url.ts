import { useCallback, useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { type Drill, type ReportFilters, readDrill, readReport, reportSearch } from './filters';

/** The filters of the address and the ways to change them; an opened figure is a step for the browser's Back. */
export function useReportUrl() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const filters = useMemo(() => readReport(params), [params]);
  const drill = useMemo(() => readDrill(params), [params]);
  const change = useCallback(
    (part: Partial<ReportFilters>) =>
      navigate({ search: reportSearch({ ...filters, ...part }) }, { replace: true }),
    [navigate, filters],
  );
  const linkTo = useCallback((to: Partial<Drill>) => ({ search: reportSearch(filters, to) }), [filters]);
  const close = useCallback(
    () => navigate({ search: reportSearch(filters) }, { replace: true }),
    [navigate, filters],
  );
  return { filters, drill, change, linkTo, close };
}

export type LinkTo = ReturnType<typeof useReportUrl>['linkTo'];

import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { BeforeAfter } from './before-after';
import { Groups } from './groups';
import { HourMap } from './hour-map';
import { Kinds } from './kinds';
import { ObligationsDialog } from './obligations-dialog';
import { Outside } from './outside';
import { baselineQuery, responseTimesQuery } from './queries';
import { Ratings } from './ratings';
import { ReportHead } from './report-head';
import { ResultsSkeleton } from './results-skeleton';
import { useReportUrl } from './use-report-url';
import { WorstChats } from './worst-chats';

/** Did answers get faster: before connecting and now, with the chats behind every figure. */
export function ResultsPage() {
  const { t } = useLingui();
  const { filters, drill, change, linkTo, close } = useReportUrl();
  const report = useQuery(responseTimesQuery(filters, 'none'));
  const baseline = useQuery(baselineQuery(filters));
  const frozen = baseline.data;
  const silent = report.data?.total.n === 0 && (frozen?.total.n ?? 0) === 0;
  return (
    <main id="page" tabIndex={-1} className="thin-scroll h-full overflow-y-auto bg-bg outline-none">
      <div className="mx-auto max-w-5xl px-6 py-6 phone:px-4 phone:py-4">
        <ReportHead filters={filters} onChange={change} />
        {report.isError && !report.data ? (
          <Failure error={report.error} onRetry={() => void report.refetch()} />
        ) : !report.data || baseline.isPending ? (
          <ResultsSkeleton />
        ) : (
          <>
            {silent ? (
              <Empty icon="clock" title={t`Показывать пока нечего`}>
                {t`Показатели появятся, когда покупатели напишут и получат ответы.`}
              </Empty>
            ) : (
              <div className={report.isPlaceholderData ? 'opacity-60' : ''}>
                <BeforeAfter baseline={frozen} report={report.data} filters={filters} linkTo={linkTo} />
                <Outside figures={report.data.total} linkTo={linkTo} />
                {filters.kind === null ? (
                  <Kinds report={report.data} filters={filters} linkTo={linkTo} />
                ) : null}
                {filters.account === null ? (
                  <Groups group="account" filters={filters} linkTo={linkTo} />
                ) : null}
                <Groups group="member" filters={filters} linkTo={linkTo} />
                <HourMap filters={filters} linkTo={linkTo} />
                <WorstChats filters={filters} />
              </div>
            )}
            <Ratings account={filters.account} />
          </>
        )}
      </div>
      {drill && report.data ? (
        <ObligationsDialog filters={filters} drill={drill} period={report.data.period} onClose={close} />
      ) : null}
    </main>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { syncRunsQuery } from '@/domain/chat-accounts/queries';
import { RunLine } from '@/domain/chat-accounts/run-line';
import { Failure } from '@/ui/failure';

/** The last runs in words; runs that found nothing are not kept. */
export function SyncRuns({ id }: { id: string }) {
  const { t } = useLingui();
  const runs = useQuery(syncRunsQuery(id));
  if (runs.isError && !runs.data) return <Failure error={runs.error} onRetry={() => void runs.refetch()} />;
  if (!runs.data) return <div className="skeleton h-16" />;
  if (runs.data.length === 0)
    return (
      <p className="text-ink3">{t`Записей пока нет: сохраняются обновления, которые что-то нашли или не удались.`}</p>
    );
  return (
    <ul className="divide-y divide-line">
      {runs.data.map((run) => (
        <RunLine key={run.id} run={run} />
      ))}
    </ul>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { Empty } from '@/ui/empty';
import { PagedList } from '@/ui/paged-list';
import { Select } from '@/ui/select';
import { KINDS } from './actions';
import { EntryRow } from './entry-row';
import { type LogFilters, readLog, writeLog } from './filters';
import { auditLogQuery } from './queries';

/** What was done in the organisation, the newest first. */
export function AuditLogPage() {
  const { t, i18n } = useLingui();
  const { isOwner } = useWorkspace();
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => readLog(params), [params]);
  const change = (part: Partial<LogFilters>) =>
    setParams(writeLog({ ...filters, ...part }), { replace: true });
  const list = useInfiniteQuery({ ...auditLogQuery(filters), enabled: isOwner });
  const rows = list.data?.pages.flatMap((page) => page.results) ?? [];
  const person = filters.user?.name;
  if (!isOwner) {
    return <Empty icon="lock" title={t`Только для владельца`}>{t`Журнал видит владелец организации.`}</Empty>;
  }
  return (
    <>
      <h1 className="text-xl font-semibold">{t`Журнал`}</h1>
      <p className="mb-4 text-ink3">{t`Кто, что и когда делал. Записи нельзя изменить или удалить.`}</p>
      <div className="mb-4 grid gap-3 sm:grid-cols-3">
        <Select
          label={t`Что`}
          value={filters.kind}
          onChange={(event) => change({ kind: event.target.value })}
          options={KINDS.map((kind) => ({ value: kind.value, label: i18n._(kind.name) }))}
        />
        <Select
          label={t`Кто`}
          value={filters.who}
          onChange={(event) => change({ who: event.target.value as LogFilters['who'], user: null })}
          options={[
            { value: 'anybody', label: t`кто угодно` },
            { value: 'member', label: t`сотрудники` },
            { value: 'api_key', label: t`API-ключи` },
            { value: 'system', label: t`система` },
          ]}
        />
        <Select
          label={t`Когда`}
          value={filters.days}
          onChange={(event) => change({ days: event.target.value as LogFilters['days'] })}
          options={[
            { value: 'all', label: t`за всё время` },
            { value: '1', label: t`за сутки` },
            { value: '7', label: t`за 7 дней` },
            { value: '30', label: t`за 30 дней` },
          ]}
        />
      </div>
      {person === undefined ? null : (
        <Button icon="close" className="mb-3" onClick={() => change({ user: null })}>
          {t`Только ${person}`}
          <span className="sr-only">{t`: сбросить фильтр`}</span>
        </Button>
      )}
      <PagedList
        list={list}
        isEmpty={rows.length === 0}
        empty={<Empty icon="search" title={t`Таких записей нет`} />}
      >
        <ul
          className={`divide-y divide-line rounded-lg border border-line bg-panel ${list.isPlaceholderData ? 'opacity-60' : ''}`}
        >
          {rows.map((entry) => (
            <EntryRow key={entry.id} entry={entry} onPerson={(user) => change({ user, who: 'anybody' })} />
          ))}
        </ul>
      </PagedList>
    </>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { fileUrl } from '@/api/file-url';
import { accountsQuery } from '@/domain/chat-accounts/queries';
import { DownloadLink } from '@/ui/download-link';
import { Select } from '@/ui/select';
import type { ReportFilters } from './filters';
import { csvPath } from './queries';

type Props = { filters: ReportFilters; onChange: (part: Partial<ReportFilters>) => void };

/** What is counted, and the same figures as a file. */
export function ReportHead({ filters, onChange }: Props) {
  const { t } = useLingui();
  const accounts = useQuery(accountsQuery());
  const csv = (name: Parameters<typeof csvPath>[0]) => fileUrl(csvPath(name, filters));
  return (
    <>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="text-xl font-semibold">{t`Результат`}</h1>
        <div className="flex flex-wrap gap-x-4">
          <DownloadLink href={csv('response-times')}>{t`Показатели, CSV`}</DownloadLink>
          <DownloadLink href={csv('obligations')}>{t`Все вопросы, CSV`}</DownloadLink>
        </div>
      </div>
      <div className="mb-4 grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] gap-3">
        <Select
          label={t`Период`}
          value={filters.days}
          onChange={(event) => onChange({ days: event.target.value === '14' ? '14' : '28' })}
          options={[
            { value: '14', label: t`14 дней` },
            { value: '28', label: t`28 дней` },
          ]}
        />
        <Select
          label={t`Кабинет`}
          value={filters.account ?? ''}
          onChange={(event) => onChange({ account: event.target.value || null })}
          options={[
            { value: '', label: t`Все кабинеты` },
            ...(accounts.data ?? []).map((account) => ({ value: account.id, label: account.title })),
          ]}
        />
        <Select
          label={t`Ответы`}
          value={filters.kind ?? ''}
          onChange={(event) => {
            const kind = event.target.value;
            onChange({ kind: kind === 'first' || kind === 'next' ? kind : null });
          }}
          options={[
            { value: '', label: t`Первые и следующие` },
            { value: 'first', label: t`Только первые` },
            { value: 'next', label: t`Только следующие` },
          ]}
        />
        <Select
          label={t`Время`}
          value={filters.clock}
          onChange={(event) => onChange({ clock: event.target.value === 'working' ? 'working' : 'calendar' })}
          options={[
            { value: 'calendar', label: t`Календарное` },
            { value: 'working', label: t`Рабочее` },
          ]}
        />
      </div>
    </>
  );
}

import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { WorstChat } from '@/api/types';
import { inboxPath } from '@/domain/chats/filters';
import { useWorkspace } from '@/domain/session/workspace';
import { Failure } from '@/ui/failure';
import { Section } from '@/ui/section';
import type { ReportFilters } from './filters';
import { waitInWords } from './formats';
import { worstChatsQuery } from './queries';

/** The chats whose buyers waited longest: where to look first. */
export function WorstChats({ filters }: { filters: ReportFilters }) {
  const { t } = useLingui();
  const worst = useQuery(worstChatsQuery(filters));
  const rows = worst.data?.results ?? [];
  return (
    <Section
      title={t`Кто ждал дольше всех`}
      hint={t`До десяти чатов за выбранный период, по календарному времени. Те, где ответ не требовался, не входят.`}
    >
      {worst.isError && !worst.data ? (
        <Failure error={worst.error} onRetry={() => void worst.refetch()} />
      ) : !worst.data ? (
        <div className="skeleton h-40" />
      ) : rows.length === 0 ? (
        <p className="text-ink2">{t`За этот период вопросов не было.`}</p>
      ) : (
        <ol className={`divide-y divide-line ${worst.isPlaceholderData ? 'opacity-60' : ''}`}>
          {rows.map((row) => (
            <WorstChatRow key={row.chat.id} row={row} />
          ))}
        </ol>
      )}
    </Section>
  );
}

function WorstChatRow({ row }: { row: WorstChat }) {
  const { t, i18n } = useLingui();
  const { slug } = useWorkspace();
  const parts = [
    t`${plural(row.obligations, { one: '# вопрос', few: '# вопроса', many: '# вопросов', other: '# вопроса' })}`,
    row.missed > 0 ? t`не в срок: ${row.missed}` : null,
    row.never_answered > 0 ? t`без ответа: ${row.never_answered}` : null,
  ].filter(Boolean);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-0.5 py-2">
      <div className="min-w-40 flex-1">
        <Link
          to={inboxPath(slug, { view: 'all', chat: row.chat.id })}
          className="inline-flex min-h-6 max-w-full items-center text-accent underline coarse:min-h-11"
        >
          <span className="truncate">{row.chat.title}</span>
        </Link>
        <div className="text-sm text-ink3">{parts.join(' · ')}</div>
      </div>
      <div className="font-medium">{waitInWords(i18n, row.longest_seconds)}</div>
    </li>
  );
}

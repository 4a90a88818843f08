import { useLingui } from '@lingui/react/macro';
import { Link } from 'react-router';
import type { ReportedObligation } from '@/api/types';
import { inboxPath } from '@/domain/chats/filters';
import { useDateStyle, useWorkspace } from '@/domain/session/workspace';
import { dateAndTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { Icon } from '@/ui/icon';
import type { ReportFilters } from './filters';
import { waitInWords } from './formats';

type Props = { obligation: ReportedObligation; clock: ReportFilters['clock'] };

/** One wait of one buyer: which chat, when, how long, who answered. */
export function ObligationRow({ obligation, clock }: Props) {
  const { t, i18n } = useLingui();
  const { slug } = useWorkspace();
  const style = useDateStyle();
  const now = useNow();
  const { chat } = obligation;
  const seconds = clock === 'working' ? obligation.working_seconds : obligation.seconds;
  const asked = dateAndTime(Date.parse(obligation.opened_at), now, style);
  const good = obligation.state === 'met';
  const states: Record<string, string> = {
    open: t`ждёт ответа`,
    met: t`в срок`,
    met_late: t`поздно`,
    lost: t`окно закрылось`,
    waived: t`ответ не требовался`,
    closed_unanswered: t`закрыт без ответа`,
  };
  const names: Record<string, string> = { cabinet: t`из кабинета Ozon`, api_key: t`по API-ключу` };
  const author = obligation.answered_by;
  const who = author === null ? null : author.name || (names[author.kind] ?? null);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-0.5 py-2">
      <div className="min-w-40 flex-1">
        {chat === null ? (
          <span className="text-ink2">{t`Чат удалён`}</span>
        ) : (
          <Link
            to={inboxPath(slug, { view: 'all', chat: chat.id })}
            className="inline-flex min-h-6 max-w-full items-center text-accent underline coarse:min-h-11"
          >
            <span className="truncate">{chat.title}</span>
          </Link>
        )}
        <div className="text-sm text-ink3">{t`Написал ${asked}`}</div>
      </div>
      <div className="text-right phone:text-left">
        <div
          className={`flex items-center justify-end gap-1.5 phone:justify-start ${good ? 'text-ok' : 'text-ink2'}`}
        >
          <Icon name={good ? 'double-check' : obligation.state === 'open' ? 'clock' : 'triangle'} size={14} />
          {states[obligation.state] ?? obligation.state}
        </div>
        <div className="text-sm text-ink3">
          {seconds === null ? null : waitInWords(i18n, seconds)}
          {seconds !== null && who ? ' · ' : ''}
          {who}
        </div>
      </div>
    </li>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type InboxFilters, inboxPath, sharedQuery, type View } from '@/domain/chats/filters';
import { countsQuery } from '@/domain/chats/queries';
import { useOutboxEntries } from '@/domain/replies/outbox-context';
import { useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { Empty } from '@/ui/empty';
import { TodayAverage } from './today-average';

type Props = { filters: InboxFilters; onChange: (part: Partial<InboxFilters>) => void };

/** A view that is empty although nobody searched: whose chats and which are not there, and where others are. */
export function EmptyView({ filters, onChange }: Props) {
  const { t } = useLingui();
  const { view, accounts, assignee } = filters;
  const unsent = useUnsent(accounts);
  const several = accounts.length > 1;
  const nothing: Record<View, string> = {
    waiting: t`Никто не ждёт ответа`,
    urgent: t`Срочных нет`,
    unread: t`Непрочитанных нет`,
    failed: t`Неотправленных нет`,
    answered: t`Отвеченных нет`,
    snoozed: t`Отложенных нет`,
    closed: t`Закрытых нет`,
    all: t`Чатов пока нет`,
  };
  const everywhere = accounts.length === 0 && assignee === null;
  const done = view === 'waiting' && everywhere && unsent.nothing;

  const title = (): string => {
    if (done) return t`Все ответы отправлены`;
    if (assignee === 'me') {
      return view === 'waiting' ? t`У вас нет чатов, ждущих ответа` : t`Ваших чатов здесь нет`;
    }
    if (assignee === 'none') {
      return view === 'waiting' ? t`Нет ничьих чатов, ждущих ответа` : t`Ничьих чатов здесь нет`;
    }
    if (view !== 'waiting' || everywhere) return nothing[view];
    return several ? t`В выбранных кабинетах никто не ждёт ответа` : t`В этом кабинете никто не ждёт ответа`;
  };

  return (
    <Empty
      icon={done ? 'double-check' : 'check'}
      title={title()}
      action={
        <span className="flex flex-wrap justify-center gap-2">
          {assignee === null ? null : (
            <Button onClick={() => onChange({ assignee: null })}>{t`Показать чаты всех`}</Button>
          )}
          {accounts.length === 0 ? null : (
            <Button onClick={() => onChange({ accounts: [] })}>{t`Показать все кабинеты`}</Button>
          )}
          {view === 'all' || !everywhere ? null : (
            <Button onClick={() => onChange({ view: 'all' })}>{t`Показать все чаты`}</Button>
          )}
        </span>
      }
    >
      {view === 'waiting' ? <UnsentLink accounts={accounts} count={unsent.count} /> : null}
      {done ? <TodayAverage /> : null}
      {t`Новые сообщения появятся сами.`}
    </Empty>
  );
}

/** How many chats have an answer that did not go, as the views count them; what waits in this browser is not sent either. */
function useUnsent(accounts: string[]): { count: number; nothing: boolean } {
  const counts = useQuery(countsQuery(sharedQuery({ accounts, assignee: null, search: '' })));
  const here = useOutboxEntries().length;
  const count = counts.data?.queues.failed;
  return { count: count ?? 0, nothing: count === 0 && here === 0 };
}

function UnsentLink({ accounts, count }: { accounts: string[]; count: number }) {
  const { t, i18n } = useLingui();
  const { slug } = useWorkspace();
  if (count === 0) return null;
  return (
    <p className="mb-1">
      <Link to={inboxPath(slug, { view: 'failed', accounts })} className="text-accent underline">
        {t`Не отправлено: ${i18n.number(count)}`}
      </Link>
    </p>
  );
}

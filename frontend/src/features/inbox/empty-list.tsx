import { useLingui } from '@lingui/react/macro';
import { Link } from 'react-router';
import type { ChatAccount } from '@/api/types';
import { isConnected } from '@/domain/chat-accounts/freshness';
import { ImportProgress } from '@/domain/chat-accounts/import-progress';
import type { InboxFilters } from '@/domain/chats/filters';
import { useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { Empty } from '@/ui/empty';
import { TodayAverage } from './today-average';

export type EmptyListProps = {
  filters: InboxFilters;
  accounts: ChatAccount[] | undefined;
  onReset: () => void;
  onShowAll: () => void;
};

/** Why there is nothing here, with the next step. */
export function EmptyList({ filters, accounts, onReset, onShowAll }: EmptyListProps) {
  const { t } = useLingui();
  const { slug, isOwner } = useWorkspace();
  const live = accounts?.filter(isConnected) ?? [];

  if (accounts && live.length === 0) {
    return (
      <Empty
        icon="shop"
        title={t`Подключите кабинет`}
        action={isOwner ? <ConnectLink slug={slug} label={t`Подключить Ozon`} /> : undefined}
      >
        {isOwner
          ? t`Чаты с покупателями появятся здесь, рядом с каждым — время до ответа.`
          : t`Кабинет подключает владелец организации.`}
      </Empty>
    );
  }
  if (filters.search !== '' || filters.accounts.length > 0 || filters.assignee !== null) {
    return (
      <Empty
        icon="search"
        title={t`Ничего не нашлось`}
        action={
          <span className="flex flex-wrap justify-center gap-2">
            {filters.search !== '' && isNarrowed(filters) ? (
              <Button look="primary" onClick={onShowAll}>{t`Искать во всех чатах`}</Button>
            ) : null}
            <Button onClick={onReset}>{t`Сбросить фильтры`}</Button>
          </span>
        }
      >
        {t`Под эти фильтры не попал ни один чат.`}
      </Empty>
    );
  }
  const importing = live.find(
    (account) => account.import.state === 'running' || account.import.state === 'pending',
  );
  if (importing) {
    return (
      <Empty icon="refresh" title={t`Загружаем чаты`}>
        <ImportProgress account={importing} />
      </Empty>
    );
  }
  if (filters.view === 'all')
    return <Empty icon="chats" title={t`Чатов пока нет`}>{t`Новые сообщения появятся сами.`}</Empty>;
  const showAll = <Button onClick={onShowAll}>{t`Показать все чаты`}</Button>;
  if (filters.view === 'waiting' || filters.view === 'urgent') {
    return (
      <Empty
        icon="double-check"
        title={filters.view === 'waiting' ? t`Все ответы отправлены` : t`Срочных нет`}
        action={showAll}
      >
        {filters.view === 'waiting' ? <TodayAverage /> : null}
        {t`Новые сообщения появятся сами.`}
      </Empty>
    );
  }
  return <Empty icon="check" title={t`Здесь пусто`} action={showAll} />;
}

const isNarrowed = ({ view, accounts, assignee }: InboxFilters): boolean =>
  view !== 'all' || accounts.length > 0 || assignee !== null;

function ConnectLink({ slug, label }: { slug: string; label: string }) {
  return (
    <Link
      to={`/w/${slug}/connect`}
      className="inline-flex min-h-9 items-center rounded-md bg-accent px-4 font-medium text-on-accent hover:bg-accent-hover coarse:min-h-11"
    >
      {label}
    </Link>
  );
}

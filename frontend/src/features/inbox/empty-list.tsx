import { useLingui } from '@lingui/react/macro';
import { Link } from 'react-router';
import type { ChatAccount } from '@/api/types';
import { isConnected } from '@/domain/chat-accounts/freshness';
import { ImportProgress } from '@/domain/chat-accounts/import-progress';
import type { InboxFilters } from '@/domain/chats/filters';
import { useWorkspace } from '@/domain/session/workspace';
import { useFocusKept } from '@/lib/use-focus-kept';
import { Button } from '@/ui/button';
import { Empty } from '@/ui/empty';
import { EmptyView } from './empty-view';

export type EmptyListProps = {
  filters: InboxFilters;
  accounts: ChatAccount[] | undefined;
  onChange: (part: Partial<InboxFilters>) => void;
};

/** Why there is nothing here, with the next step. */
export function EmptyList({ filters, accounts, onChange }: EmptyListProps) {
  useFocusKept('chat-list');
  const { t } = useLingui();
  const { slug, isOwner } = useWorkspace();
  const change = (part: Partial<InboxFilters>) => {
    // The button may go with what it changes; the place stays.
    document.getElementById('chat-list')?.focus();
    onChange(part);
  };
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
  if (filters.search !== '') {
    return (
      <Empty
        icon="search"
        title={t`Ничего не нашлось`}
        action={
          <span className="flex flex-wrap justify-center gap-2">
            {isNarrowed(filters) ? (
              <Button
                look="primary"
                onClick={() => change({ view: 'all', accounts: [], assignee: null })}
              >{t`Искать во всех чатах`}</Button>
            ) : null}
            <Button
              onClick={() => change({ search: '', accounts: [], assignee: null })}
            >{t`Сбросить фильтры`}</Button>
          </span>
        }
      >
        {t`Под эти фильтры не попал ни один чат.`}
      </Empty>
    );
  }
  const shown = live.filter(({ id }) => filters.accounts.length === 0 || filters.accounts.includes(id));
  const importing = shown.find(
    (account) => account.import.state === 'running' || account.import.state === 'pending',
  );
  if (importing) {
    return (
      <Empty icon="refresh" title={t`Загружаем чаты`}>
        <ImportProgress account={importing} />
      </Empty>
    );
  }
  return <EmptyView filters={filters} onChange={change} />;
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

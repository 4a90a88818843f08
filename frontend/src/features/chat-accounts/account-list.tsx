import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ChatAccount } from '@/api/types';
import { freshnessOf, isConnected } from '@/domain/chat-accounts/freshness';
import { FreshnessMark } from '@/domain/chat-accounts/freshness-mark';
import { accountsQuery } from '@/domain/chat-accounts/queries';
import { useWorkspace } from '@/domain/session/workspace';
import { useNow } from '@/lib/use-now';
import { Chip } from '@/ui/chip';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { Icon } from '@/ui/icon';
import { AccountWords } from './account-words';

/** All cabinets with their state. */
export function AccountList() {
  const { t } = useLingui();
  const { slug, isOwner } = useWorkspace();
  const accounts = useQuery(accountsQuery());
  const connect = isOwner ? (
    <Link
      to={`/w/${slug}/connect`}
      className="inline-flex min-h-9 items-center gap-1.5 rounded-md bg-accent px-3 font-medium text-on-accent hover:bg-accent-hover coarse:min-h-11"
    >
      <Icon name="plus" size={16} />
      {t`Подключить Ozon`}
    </Link>
  ) : null;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-2">
        <h1 className="text-xl font-semibold">{t`Кабинеты`}</h1>
        {accounts.data && accounts.data.length > 0 ? connect : null}
      </div>
      {accounts.isError && !accounts.data ? (
        <Failure error={accounts.error} onRetry={() => void accounts.refetch()} />
      ) : !accounts.data ? (
        <div className="skeleton h-24 !rounded-lg" />
      ) : accounts.data.length === 0 ? (
        <Empty icon="shop" title={t`Подключите кабинет`} action={connect}>
          {isOwner
            ? t`Нужны Client ID и ключ API из кабинета Ozon.`
            : t`Кабинет подключает владелец организации.`}
        </Empty>
      ) : (
        <ul className="space-y-3">
          {accounts.data.map((account) => (
            <AccountCard key={account.id} account={account} slug={slug} />
          ))}
        </ul>
      )}
    </>
  );
}

function AccountCard({ account, slug }: { account: ChatAccount; slug: string }) {
  const { t } = useLingui();
  const now = useNow();
  return (
    <li className="relative rounded-lg border border-line bg-panel p-4 hover:border-line-strong">
      <div className="flex items-center gap-2">
        {isConnected(account) ? <FreshnessMark freshness={freshnessOf(account, now)} /> : null}
        <h2 className="min-w-0 flex-1 font-semibold break-words">
          <Link
            to={`/w/${slug}/settings/accounts/${account.id}`}
            className="inline-block min-h-6 after:absolute after:inset-0 after:rounded-lg"
          >
            {account.title}
          </Link>
        </h2>
        {account.demo ? <Chip icon="question" look="outline" text={t`Демо`} /> : null}
        <span className="text-sm text-ink3">Ozon {account.external_id}</span>
        <Icon name="forward" size={16} className="text-ink3" />
      </div>
      <div className="mt-2 text-sm text-ink2">
        <AccountWords account={account} />
      </div>
    </li>
  );
}

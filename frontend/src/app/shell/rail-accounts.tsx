import { useLingui } from '@lingui/react/macro';
import { useNavigate } from 'react-router';
import type { ChatAccount, ChatCounts } from '@/api/types';
import { freshnessOf, isConnected } from '@/domain/chat-accounts/freshness';
import { FreshnessMark } from '@/domain/chat-accounts/freshness-mark';
import { type InboxFilters, inboxPath } from '@/domain/chats/filters';
import { useWorkspace } from '@/domain/session/workspace';
import { useNow } from '@/lib/use-now';

type Props = {
  accounts: ChatAccount[];
  counts: ChatCounts | undefined;
  filters: InboxFilters;
  inInbox: boolean;
};

/** Accounts with the shape of their sync state. Click filters, again clears, with Ctrl several. */
export function RailAccounts({ accounts, counts, filters, inInbox }: Props) {
  const { t, i18n } = useLingui();
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const now = useNow();
  const live = accounts.filter(isConnected);
  if (live.length === 0) return null;

  const choose = (id: string, several: boolean) => {
    const chosen = inInbox ? filters.accounts : [];
    const without = chosen.filter((other) => other !== id);
    const next = chosen.includes(id) ? (several ? without : []) : several ? [...chosen, id] : [id];
    const kept = inInbox ? { view: filters.view, assignee: filters.assignee, sort: filters.sort } : {};
    navigate(inboxPath(slug, { ...kept, accounts: next }));
  };

  return (
    <div className="mt-4 strip:hidden">
      <h2 className="px-2.5 pb-1 text-xs font-semibold text-ink3">Ozon</h2>
      <ul className="space-y-0.5">
        {live.map((account) => {
          const chosen = inInbox && filters.accounts.includes(account.id);
          const waiting = counts?.accounts[account.id] ?? 0;
          return (
            <li key={account.id}>
              <button
                type="button"
                aria-pressed={chosen}
                onClick={(event) => choose(account.id, event.ctrlKey || event.metaKey)}
                className={`flex min-h-8 w-full items-center gap-2.5 rounded-md px-2.5 text-left coarse:min-h-11 ${
                  chosen
                    ? 'bg-accent-soft font-medium text-accent'
                    : 'text-ink2 hover:bg-sunken hover:text-ink'
                }`}
              >
                <FreshnessMark freshness={freshnessOf(account, now)} />
                <span className="min-w-0 flex-1 truncate" title={account.title}>
                  {account.title}
                </span>
                {waiting > 0 ? (
                  <span className="text-xs">
                    {waiting > 999 ? '999+' : i18n.number(waiting)}
                    <span className="sr-only"> {t`ждут ответа`}</span>
                  </span>
                ) : null}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

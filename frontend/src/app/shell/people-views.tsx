import { useLingui } from '@lingui/react/macro';
import type { ChatCounts } from '@/api/types';
import { type InboxFilters, inboxPath } from '@/domain/chats/filters';
import { useWorkspace } from '@/domain/session/workspace';
import { RailLink } from './rail-link';

type Props = { filters: InboxFilters; counts: ChatCounts | undefined; inInbox: boolean };

/** What waits for oneself, and what nobody has taken yet. */
export function PeopleViews({ filters, counts, inInbox }: Props) {
  const { t } = useLingui();
  const { slug } = useWorkspace();
  const link = (assignee: 'me' | 'none', icon: 'user' | 'question', name: string, count?: number) => (
    <li>
      <RailLink
        to={inboxPath(slug, { assignee, accounts: inInbox ? filters.accounts : [] })}
        icon={icon}
        name={name}
        current={inInbox && filters.view === 'waiting' && filters.assignee === assignee}
        count={count}
      />
    </li>
  );
  return (
    <ul className="mt-0.5 space-y-0.5">
      {link('me', 'user', t`Мои`, counts?.mine)}
      {link('none', 'question', t`Ничьи`, counts?.unassigned)}
    </ul>
  );
}

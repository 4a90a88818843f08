import { useLingui } from '@lingui/react/macro';
import { chosenSort, inboxPath, VIEWS } from '@/domain/chats/filters';
import { VIEW_NAMES } from '@/domain/chats/view-names';
import { useWorkspace } from '@/domain/session/workspace';
import { RailLink } from './rail-link';
import type { ViewCounts } from './use-view-counts';

/** The queues with their numbers, then what waits for oneself and what nobody has taken yet. */
export function Views({ filters, counts, inInbox }: ViewCounts) {
  const { t, i18n } = useLingui();
  const { slug } = useWorkspace();
  // The numbers are those of the chosen accounts, and so is what the links lead to.
  const kept = inInbox ? { accounts: filters.accounts, ...chosenSort(filters) } : {};
  const ofWaiting = (assignee: 'me' | 'none' | null) =>
    inInbox && filters.view === 'waiting' && filters.assignee === assignee;
  const people = [
    { assignee: 'me', icon: 'user', name: t`Мои`, count: counts?.mine },
    { assignee: 'none', icon: 'question', name: t`Ничьи`, count: counts?.unassigned },
  ] as const;
  return (
    <>
      <ul className="space-y-0.5">
        {VIEWS.map((view) => (
          <li key={view}>
            <RailLink
              to={inboxPath(slug, { ...kept, view })}
              icon={VIEW_NAMES[view].icon}
              name={i18n._(VIEW_NAMES[view].name)}
              current={view === 'waiting' ? ofWaiting(null) : inInbox && filters.view === view}
              count={counts?.queues[view]}
              alarming={view === 'failed' || view === 'urgent'}
            />
          </li>
        ))}
      </ul>
      <ul className="mt-0.5 space-y-0.5">
        {people.map(({ assignee, ...link }) => (
          <li key={assignee}>
            <RailLink to={inboxPath(slug, { ...kept, assignee })} current={ofWaiting(assignee)} {...link} />
          </li>
        ))}
      </ul>
    </>
  );
}

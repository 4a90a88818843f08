import type { SavedView } from '@/api/types';
import { type InboxFilters, SORTS, VIEWS } from '@/domain/chats/filters';

export type KeptFilters = Pick<InboxFilters, 'view' | 'accounts' | 'assignee' | 'sort' | 'search'>;

/** The address that a view stands for. */
export function filtersOf(view: SavedView): KeptFilters {
  return {
    view: VIEWS.find((known) => known === view.queue) ?? 'all',
    accounts: view.chat_accounts,
    assignee: view.assignee,
    sort: SORTS.find((known) => known === view.ordering) ?? 'deadline',
    search: view.search,
  };
}

/** What a view keeps of the address. */
export function keptOf(filters: KeptFilters) {
  return {
    queue: filters.view,
    ordering: filters.sort,
    assignee: filters.assignee,
    search: filters.search,
    chat_accounts: filters.accounts,
  };
}

/** Whether the address shows just this view, whichever chat is open. */
export function isShown(view: SavedView, filters: KeptFilters): boolean {
  return JSON.stringify(keptOf(filtersOf(view))) === JSON.stringify(keptOf(filters));
}

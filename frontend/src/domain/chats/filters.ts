import type { ChatListQuery } from '@/api/types';

export const VIEWS = [
  'waiting',
  'urgent',
  'unread',
  'failed',
  'answered',
  'snoozed',
  'closed',
  'all',
] as const;
export type View = (typeof VIEWS)[number];

export const SORTS = ['deadline', 'newest', 'oldest'] as const;
export type Sort = (typeof SORTS)[number];

/** Whose chats: one's own, or those nobody takes care of. */
export const ASSIGNEES = ['me', 'none'] as const;
export type AssigneeFilter = (typeof ASSIGNEES)[number];

export type InboxFilters = {
  view: View;
  accounts: string[];
  assignee: AssigneeFilter | null;
  sort: Sort;
  search: string;
  chat: string | null;
};

/** The order of a view unless another is chosen: where nothing has a deadline any more, the newest is first. */
export const usualSort = (view: View): Sort =>
  view === 'answered' || view === 'closed' ? 'newest' : 'deadline';

/** The order that goes along to another view: one that was chosen, not the usual one. */
export const chosenSort = ({ view, sort }: Pick<InboxFilters, 'view' | 'sort'>): { sort?: Sort } =>
  sort === usualSort(view) ? {} : { sort };

export function changeFilters(filters: InboxFilters, part: Partial<InboxFilters>): InboxFilters {
  const sort = usualSort(part.view ?? filters.view);
  return { ...filters, sort, ...chosenSort(filters), ...part };
}

/** The address is the state of the inbox: a copied link opens the same thing. */
export function readFilters(params: URLSearchParams): InboxFilters {
  const asked = params.get('view');
  const sort = params.get('sort');
  const view = VIEWS.find((known) => known === asked) ?? 'waiting';
  return {
    view,
    assignee: ASSIGNEES.find((known) => known === params.get('assignee')) ?? null,
    accounts: (params.get('account') ?? '').split(',').filter(Boolean),
    sort: SORTS.find((known) => known === sort) ?? usualSort(view),
    search: params.get('q') ?? '',
    chat: params.get('chat'),
  };
}

export function writeFilters(filters: InboxFilters): string {
  const params = new URLSearchParams();
  params.set('view', filters.view);
  if (filters.accounts.length > 0) params.set('account', filters.accounts.join(','));
  if (filters.assignee !== null) params.set('assignee', filters.assignee);
  if (filters.sort !== usualSort(filters.view)) params.set('sort', filters.sort);
  if (filters.search !== '') params.set('q', filters.search);
  if (filters.chat !== null) params.set('chat', filters.chat);
  return params.toString();
}

const NOTHING_CHOSEN = readFilters(new URLSearchParams());

/** The chat that an address shows. */
export function openChatOf({ pathname, search }: { pathname: string; search: string }): string | null {
  return pathname.endsWith('/inbox') ? readFilters(new URLSearchParams(search)).chat : null;
}

export function inboxPath(slug: string, change: Partial<InboxFilters> = {}): string {
  return `/w/${slug}/inbox?${writeFilters(changeFilters(NOTHING_CHOSEN, change))}`;
}

export function listQuery(filters: InboxFilters): ChatListQuery {
  return { ...sharedQuery(filters), queue: filters.view, ordering: filters.sort };
}

const LIST_PAGE = 60;

/** One page of a list. */
export const listPage = (query: ChatListQuery) => ({ ...query, limit: LIST_PAGE });

/** What list and counts have in common, so that a number always equals the length of its list. */
export function sharedQuery(filters: Pick<InboxFilters, 'accounts' | 'assignee' | 'search'>): ChatListQuery {
  return {
    ...(filters.accounts.length > 0 ? { chat_account: filters.accounts.join(',') } : {}),
    ...(filters.assignee !== null ? { assignee: filters.assignee } : {}),
    ...(filters.search !== '' ? { search: filters.search } : {}),
  };
}

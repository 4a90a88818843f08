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

/** The address is the state of the inbox: a copied link opens the same thing. */
export function readFilters(params: URLSearchParams): InboxFilters {
  const view = params.get('view');
  const sort = params.get('sort');
  return {
    view: VIEWS.find((known) => known === view) ?? 'waiting',
    assignee: ASSIGNEES.find((known) => known === params.get('assignee')) ?? null,
    accounts: (params.get('account') ?? '').split(',').filter(Boolean),
    sort: SORTS.find((known) => known === sort) ?? 'deadline',
    search: params.get('q') ?? '',
    chat: params.get('chat'),
  };
}

export function writeFilters(filters: InboxFilters): string {
  const params = new URLSearchParams();
  params.set('view', filters.view);
  if (filters.accounts.length > 0) params.set('account', filters.accounts.join(','));
  if (filters.assignee !== null) params.set('assignee', filters.assignee);
  if (filters.sort !== 'deadline') params.set('sort', filters.sort);
  if (filters.search !== '') params.set('q', filters.search);
  if (filters.chat !== null) params.set('chat', filters.chat);
  return params.toString();
}

/** The chat that an address shows. */
export function openChatOf({ pathname, search }: { pathname: string; search: string }): string | null {
  return pathname.endsWith('/inbox') ? readFilters(new URLSearchParams(search)).chat : null;
}

export function inboxPath(slug: string, change: Partial<InboxFilters> = {}): string {
  const filters: InboxFilters = {
    view: 'waiting',
    accounts: [],
    assignee: null,
    sort: 'deadline',
    search: '',
    chat: null,
    ...change,
  };
  return `/w/${slug}/inbox?${writeFilters(filters)}`;
}

export function listQuery(filters: InboxFilters): ChatListQuery {
  return { ...sharedQuery(filters), queue: filters.view, ordering: filters.sort };
}

/** What list and counts have in common, so that a number always equals the length of its list. */
export function sharedQuery(filters: Pick<InboxFilters, 'accounts' | 'assignee' | 'search'>): ChatListQuery {
  return {
    ...(filters.accounts.length > 0 ? { chat_account: filters.accounts.join(',') } : {}),
    ...(filters.assignee !== null ? { assignee: filters.assignee } : {}),
    ...(filters.search !== '' ? { search: filters.search } : {}),
  };
}

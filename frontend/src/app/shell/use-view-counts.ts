import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'react-router';
import type { ChatCounts } from '@/api/types';
import { type InboxFilters, readFilters, sharedQuery } from '@/domain/chats/filters';
import { countsQuery } from '@/domain/chats/queries';

export type ViewCounts = { filters: InboxFilters; counts: ChatCounts | undefined; inInbox: boolean };

/** The numbers beside the views, counted by the server with the account filter of the address. */
export function useViewCounts(): ViewCounts {
  const location = useLocation();
  const filters = readFilters(new URLSearchParams(location.search));
  const inInbox = location.pathname.endsWith('/inbox');
  const accounts = inInbox ? filters.accounts : [];
  const counts = useQuery(countsQuery(sharedQuery({ accounts, assignee: null, search: '' })));
  return { filters, counts: counts.data, inInbox };
}

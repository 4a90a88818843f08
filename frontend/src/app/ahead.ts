import type { QueryClient } from '@tanstack/react-query';
import { workspaceSlug } from '@/api/headers';
import { listQuery, readFilters } from '@/domain/chats/filters';
import { chatListQuery } from '@/domain/chats/queries';
import { meQuery } from '@/domain/session/queries';
import { newQueryClient } from './query-client';

let begun: { slug: string; client: QueryClient } | null = null;

/**
 * Asks for what the first paint of the inbox needs, all at once, while the page is still being put together. Done when
 * all is here or failed: whoever draws it meets the failure.
 */
export async function askAhead({
  pathname,
  search,
}: Pick<Location, 'pathname' | 'search'>): Promise<unknown> {
  const slug = workspaceSlug(pathname);
  if (slug === null) return;
  const client = newQueryClient();
  begun = { slug, client };
  const me = client.prefetchQuery(meQuery());
  if (!pathname.endsWith('/inbox')) return me;
  const filters = readFilters(new URLSearchParams(search));
  return Promise.allSettled([
    me,
    client.prefetchInfiniteQuery(chatListQuery(listQuery(filters))),
    import('./routes/inbox'),
  ]);
}

/** The cache of a workspace that is opened: once the one that was begun ahead, else an empty one. */
export function openCache(slug: string): QueryClient {
  const client = begun?.slug === slug ? begun.client : newQueryClient();
  begun = null;
  return client;
}

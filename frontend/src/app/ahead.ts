import type { QueryClient } from '@tanstack/react-query';
import { workspaceSlug } from '@/api/headers';
import { askHead } from '@/domain/changes/poller';
import { listQuery, readFilters } from '@/domain/chats/filters';
import { chatListQuery } from '@/domain/chats/queries';
import { meQuery } from '@/domain/session/queries';
import { newQueryClient } from './query-client';

/** A number of the feed, and when the answer that told it came (`performance.now()`). */
export type Place = { after: string; at: number };

type Begun = {
  client: QueryClient;
  /** Where the change feed stood before any of what it tells of was asked for; null while that is not known. */
  place: Place | null;
};

let begun: (Begun & { slug: string }) | null = null;

/**
 * Asks for what the first paint of the inbox needs while the page is still being put together: where the change feed
 * stands first, for what is read after that needs no reading again. Done when all is here or failed: whoever draws it
 * meets the failure.
 */
export async function askAhead({ pathname, search }: Pick<Location, 'pathname' | 'search'>): Promise<void> {
  const slug = workspaceSlug(pathname);
  if (slug === null) return;
  const client = newQueryClient();
  const ahead: Begun & { slug: string } = { slug, client, place: null };
  begun = ahead;
  const me = client.prefetchQuery(meQuery());
  const head = askHead().then(
    (after) => {
      ahead.place = { after, at: performance.now() };
    },
    () => undefined,
  );
  const first: Promise<unknown>[] = [me, head];
  if (pathname.endsWith('/inbox')) {
    const query = listQuery(readFilters(new URLSearchParams(search)));
    first.push(
      head.then(() => client.prefetchInfiniteQuery(chatListQuery(query))),
      import('./routes/inbox'),
    );
  }
  await Promise.allSettled(first);
}

/** The cache of a workspace that is opened: once the one that was begun ahead, else an empty one. */
export function openCache(slug: string): Begun {
  const { client, place } = begun?.slug === slug ? begun : { client: newQueryClient(), place: null };
  begun = null;
  return { client, place };
}

import type { QueryClient, QueryKey, UseInfiniteQueryResult } from '@tanstack/react-query';

/**
 * Reads anew what somebody looks at. What is being read for the first time is read once more: its answer may be older
 * than the change, and the library leaves a first request alone.
 */
export async function renewAll(client: QueryClient, queryKey?: QueryKey): Promise<void> {
  const first = client
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: 'fetching' })
    .filter((query) => query.state.data === undefined);
  const again = first.map(async (query) => {
    await query.promise?.catch(() => undefined);
    await client.invalidateQueries({ queryKey: query.queryKey, exact: true });
  });
  await Promise.all([client.invalidateQueries({ queryKey }), ...again]);
}

/**
 * Whether a further page can be asked for: it would break off what is being read anew after a change, or waits for the
 * connection; and one that was refused is not asked for again at once.
 */
export const mayReadFurther = (
  query: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'fetchStatus' | 'isFetchNextPageError'>,
): boolean => query.hasNextPage && query.fetchStatus === 'idle' && !query.isFetchNextPageError;

import { type InfiniteData, type UseInfiniteQueryResult, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { chatListQuery } from '@/domain/chats/queries';
import { mayReadFurther } from '@/lib/renew-queries';
import type { ListRow, useStableList } from './use-stable-list';

const MOST_KEPT_PAGES = 5;

/** When a list gets its next page, and when it lets go of all but the first. */
export function usePages(options: {
  list: UseInfiniteQueryResult<InfiniteData<{ results: unknown[] }, unknown>>;
  queryKey: ReturnType<typeof chatListQuery>['queryKey'];
  stable: ReturnType<typeof useStableList>;
  chosen: string | null;
  isTicking: boolean;
}) {
  const { list, queryKey, stable, chosen } = options;
  const client = useQueryClient();
  const { fetchNextPage } = list;
  const goesOn = mayReadFurther(list);
  const onEndNear = useCallback(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage]);

  // Each change reads every page anew that is kept: who is at the top again needs the first one alone.
  const onTop = () => {
    const pages = list.data?.pages ?? [];
    const isAtRest = list.fetchStatus === 'idle' && !list.isError && !list.isPlaceholderData;
    if (pages.length <= MOST_KEPT_PAGES || !isAtRest) return;
    const below = stable.rows.findIndex((row) => row.chat.id === chosen) >= (pages[0]?.results.length ?? 0);
    if (below || options.isTicking || !isSettled(stable)) return;
    client.setQueryData(queryKey, (data) =>
      data ? { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) } : data,
    );
    stable.release();
  };
  return { onEndNear, onTop };
}

/** Nothing would move if the rows were sorted anew. */
const isSettled = ({ pending, rows }: { pending: { fresh: number; moved: boolean }; rows: ListRow[] }) =>
  pending.fresh === 0 && !pending.moved && !rows.some((row) => row.gone);

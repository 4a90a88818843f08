import type { ReactNode } from 'react';
import { Failure } from './failure';
import { type Paged, ShowMore } from './show-more';

type Props = {
  list: Paged & { isError: boolean; isPending: boolean; error: unknown; refetch: () => unknown };
  isEmpty: boolean;
  /** What is said where there is nothing. */
  empty: ReactNode;
  /** How high the place of the rows is while they are fetched. */
  height?: string;
  children: ReactNode;
};

/** The rows of a list that comes in pages, or what stands in their place; below them the way to more. */
export function PagedList({ list, isEmpty, empty, height = 'h-64', children }: Props) {
  return (
    <>
      {list.isError && isEmpty ? (
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <div className={`skeleton ${height} !rounded-lg`} aria-busy="true" />
      ) : isEmpty ? (
        empty
      ) : (
        children
      )}
      <ShowMore list={list} />
    </>
  );
}

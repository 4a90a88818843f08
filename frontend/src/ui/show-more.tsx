import { useLingui } from '@lingui/react/macro';
import { Button } from './button';

export type Paged = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };

/** Below a list that comes in pages: the next one, while there is one. */
export function ShowMore({ list }: { list: Paged }) {
  const { t } = useLingui();
  if (!list.hasNextPage) return null;
  return (
    <Button className="mt-3" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      {t`Показать ещё`}
    </Button>
  );
}

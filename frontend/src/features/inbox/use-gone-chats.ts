import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { chatQuery } from '@/domain/chats/queries';
import type { ListRow } from './use-stable-list';

const MAX_ASKED = 10;

/** Rows whose chat left the view show why: answered, closed. The list no longer brings them, so they are asked for. */
export function useGoneChats(rows: ListRow[]): ListRow[] {
  const gone = rows.filter((row) => row.gone).slice(0, MAX_ASKED);
  const fresh = useQueries({
    queries: gone.map((row) => chatQuery(row.chat.id)),
    combine: (results) => results.map((result) => result.data),
  });
  return useMemo(() => {
    const byId = new Map(fresh.flatMap((chat) => (chat ? [[chat.id, chat] as const] : [])));
    return byId.size === 0
      ? rows
      : rows.map((row) => (row.gone ? { ...row, chat: byId.get(row.chat.id) ?? row.chat } : row));
  }, [rows, fresh]);
}

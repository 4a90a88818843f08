import { useCallback, useMemo, useRef, useState } from 'react';
import type { Chat } from '@/api/types';
import { pendingOrder, type Shown, settleOrder } from './stable-order';

export type ListRow = { chat: Chat; gone: boolean };

/** Rows in an order that does not move under the hand; `release` sorts anew. */
export function useStableList(options: {
  source: string;
  pages: Chat[][];
  selected: string | null;
  hold: boolean;
}) {
  const { source, pages, selected, hold } = options;
  const before = useRef<ListRow[]>([]);
  const [released, setReleased] = useState(0);
  const [state, setState] = useState<{ shown: Shown | null; released: number }>({ shown: null, released: 0 });

  const ids = useMemo(() => pages.map((page) => page.map((chat) => chat.id)), [pages]);
  const present = useMemo(() => {
    const chats = new Map<string, Chat>();
    for (const page of pages) for (const chat of page) chats.set(chat.id, chat);
    return chats;
  }, [pages]);

  const shown = settleOrder(state.shown, {
    source,
    pages: ids,
    selected,
    hold: hold && state.released === released,
  });
  if (shown !== state.shown || state.released !== released) setState({ shown, released });

  const rows = useMemo(() => {
    let left: Map<string, Chat> | null = null;
    return shown.ids.flatMap((id): ListRow | [] => {
      const here = present.get(id);
      if (here) return { chat: here, gone: false };
      left ??= new Map(before.current.map((row) => [row.chat.id, row.chat]));
      const chat = left.get(id);
      return chat ? { chat, gone: true } : [];
    });
  }, [shown.ids, present]);
  before.current = rows;
  const pending = useMemo(() => pendingOrder(shown.ids, ids), [shown.ids, ids]);
  const release = useCallback(() => setReleased((count) => count + 1), []);
  return { rows, pending, release };
}

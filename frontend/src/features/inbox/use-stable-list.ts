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
  const known = useRef(new Map<string, Chat>());
  const [released, setReleased] = useState(0);
  const [state, setState] = useState<{ shown: Shown | null; released: number }>({ shown: null, released: 0 });

  const ids = useMemo(() => pages.map((page) => page.map((chat) => chat.id)), [pages]);
  const present = useMemo(() => new Map(pages.flat().map((chat) => [chat.id, chat])), [pages]);
  for (const [id, chat] of present) known.current.set(id, chat);

  const shown = settleOrder(state.shown, {
    source,
    pages: ids,
    selected,
    hold: hold && state.released === released,
  });
  if (shown !== state.shown || state.released !== released) setState({ shown, released });

  const rows = useMemo(
    () =>
      shown.ids.flatMap((id): ListRow[] => {
        const chat = present.get(id) ?? known.current.get(id);
        return chat ? [{ chat, gone: !present.has(id) }] : [];
      }),
    [shown.ids, present],
  );
  const pending = useMemo(() => pendingOrder(shown.ids, ids), [shown.ids, ids]);
  const release = useCallback(() => setReleased((count) => count + 1), []);
  return { rows, pending, release };
}

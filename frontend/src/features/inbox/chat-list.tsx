import { useLingui } from '@lingui/react/macro';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ChatAccount } from '@/api/types';
import type { Companies } from '@/domain/presence/row-company';
import { useFocusKept } from '@/lib/use-focus-kept';
import { ChatRow, type ChatRowProps } from './chat-row';
import { GoneRow } from './gone-row';
import { useSpread } from './use-spread';
import type { ListRow } from './use-stable-list';

/** 76 px, more where the reader has larger text: as the rows themselves are. */
const rowHeight = () =>
  16 + 3.75 * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
const NEXT_PAGE_AHEAD = 20;
const OVERSCAN = 2;

/** Where each list was left, in px from its top. */
const leftAt = new Map<string, number>();

type Props = {
  /** Of what this is the list: whoever comes back to the same one finds it where it was left. */
  name: string;
  Company: ChatRowProps['Company'];
  companies: Companies;
  accounts: ChatAccount[] | undefined;
  rows: ListRow[];
  total: number;
  selected: string | null;
  failedHere: ReadonlySet<string>;
  dimmed: boolean;
  ticked: ReadonlySet<string> | null;
  onClick: (id: string, event: React.MouseEvent) => void;
  onEndNear: () => void;
  onTop: () => void;
  onKeyUse: () => void;
};

export const rowId = (chatId: string) => `chat-row-${chatId}`;

/** The listbox of chats: one tab stop, virtualised, the active row always in the document. */
export function ChatList(props: Props) {
  const { name, rows, selected, onEndNear, onTop } = props;
  const { t } = useLingui();
  useFocusKept('chat-list');
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(false);
  const [height] = useState(rowHeight);
  const active = useMemo(() => rows.findIndex((row) => row.chat.id === selected), [rows, selected]);
  const accounts = useMemo(() => new Map(props.accounts?.map((one) => [one.id, one])), [props.accounts]);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    initialOffset: () => leftAt.get(name) ?? 0,
    overscan: OVERSCAN,
    getItemKey: (index) => rows[index]?.chat.id ?? index,
    rangeExtractor: (range) => {
      const visible = defaultRangeExtractor(range);
      return active < 0 || visible.includes(active) ? visible : [...visible, active].sort((a, b) => a - b);
    },
  });

  useEffect(() => {
    if (active >= 0) virtualizer.scrollToIndex(active, { align: 'auto' });
  }, [active, virtualizer]);

  useLayoutEffect(() => {
    const box = scroller.current;
    return () => {
      if (box) leftAt.set(name, box.scrollTop);
    };
  }, [name]);

  const items = virtualizer.getVirtualItems();
  const drawn = useSpread(items, active);
  const lastVisible = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastVisible >= rows.length - NEXT_PAGE_AHEAD) onEndNear();
  }, [lastVisible, rows.length, onEndNear]);
  const atTop = virtualizer.range?.startIndex === 0;
  useEffect(() => {
    if (atTop) onTop();
  }, [atTop, onTop]);

  return (
    <div
      ref={scroller}
      id="chat-list"
      role="listbox"
      tabIndex={0}
      aria-label={t`Чаты`}
      aria-multiselectable={props.ticked !== null || undefined}
      aria-activedescendant={active >= 0 ? rowId(rows[active]?.chat.id ?? '') : undefined}
      onFocus={(event) => setFocused(event.currentTarget.matches(':focus-visible'))}
      onBlur={() => setFocused(false)}
      onKeyDown={(event) => {
        setFocused(true);
        props.onKeyUse();
        // By itself the browser glides there, over thousands of rows that nobody has drawn.
        if (event.key !== 'Home' && event.key !== 'End') return;
        event.preventDefault();
        virtualizer.scrollToOffset(event.key === 'Home' ? 0 : virtualizer.getTotalSize());
      }}
      className={`thin-scroll min-h-0 flex-1 overflow-y-auto outline-none ${props.dimmed ? 'opacity-60' : ''}`}
    >
      <div role="presentation" className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
        {drawn.map(({ key, item }) => {
          const row = rows[item.index];
          if (!row) return null;
          const Row = row.gone ? GoneRow : ChatRow;
          return (
            <div
              key={key}
              role="presentation"
              className="absolute inset-x-0 top-0 contain-strict"
              style={{ height, transform: `translateY(${item.start}px)` }}
            >
              <Row
                chat={row.chat}
                account={accounts.get(row.chat.chat_account.id)}
                Company={props.Company}
                others={props.companies.get(row.chat.id)}
                id={rowId(row.chat.id)}
                selected={row.chat.id === selected}
                focused={focused && row.chat.id === selected}
                gone={row.gone}
                failedHere={props.failedHere.has(row.chat.id)}
                showAccount={accounts.size > 1}
                position={item.index + 1}
                total={Math.max(props.total, rows.length)}
                ticked={props.ticked?.has(row.chat.id) ?? null}
                onClick={props.onClick}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Chat, Message } from '@/api/types';
import { feedPlace } from '@/domain/chats/feed-place';
import { articlePlaces, type TimelineItem } from '@/domain/replies/timeline';
import { useCommand } from '@/lib/commands';
import { Button } from '@/ui/button';
import { FeedItem } from './feed-item';
import type { Picture } from './picture';
import { useMarkRead } from './use-mark-read';
import { useNewBelow } from './use-new-below';

const Lightbox = lazy(() => import('./lightbox'));

const OLDER_AHEAD_PX = 900;
const AT_END_PX = 80;

type Props = {
  chat: Chat;
  items: TimelineItem[];
  messages: Message[];
  hasOlder: boolean;
  loadingOlder: boolean;
  mayLoadOlder: boolean;
  onOlder: () => void;
};

/** The scrolling feed: older pages arrive above without a jump, the end is followed only when it is in sight. */
export function FeedScroller(props: Props) {
  const { chat, items, messages, hasOlder, loadingOlder, mayLoadOlder, onOlder } = props;
  const { t } = useLingui();
  const scroller = useRef<HTMLDivElement>(null);
  const [picture, setPicture] = useState<Picture | null>(null);
  const [atEnd, setAtEnd] = useState(true);
  const [settled, setSettled] = useState(false);

  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'day' ? 44 : 76),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 4,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: AT_END_PX,
    paddingStart: 12,
    paddingEnd: 12,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: only the first layout of a chat chooses where to start
  useLayoutEffect(() => {
    const unread = items.findIndex((item) => item.kind === 'unread');
    if (unread >= 0) virtualizer.scrollToIndex(unread, { align: 'start' });
    else virtualizer.scrollToEnd();
    const frame = requestAnimationFrame(() => setSettled(true));
    return () => cancelAnimationFrame(frame);
  }, []);

  const onScroll = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    setAtEnd(box.scrollHeight - box.scrollTop - box.clientHeight <= AT_END_PX);
    if (box.scrollTop < OLDER_AHEAD_PX && mayLoadOlder && settled) onOlder();
  }, [mayLoadOlder, onOlder, settled]);
  // Not in the frame that draws a page which has just come.
  useEffect(() => {
    const frame = requestAnimationFrame(onScroll);
    return () => cancelAnimationFrame(frame);
  }, [onScroll]);

  const wanted = useSyncExternalStore(feedPlace.subscribe, feedPlace.get);
  useEffect(() => {
    if (wanted === null) return;
    const key = `message-${wanted}`;
    const index = items.findIndex((item) => item.key === key);
    if (index < 0) return;
    virtualizer.scrollToIndex(index, { align: 'center' });
    feedPlace.set(null);
  }, [wanted, items, virtualizer]);

  const toLast = (event: React.KeyboardEvent) => {
    event.preventDefault();
    virtualizer.scrollToEnd();
    requestAnimationFrame(() => {
      scroller.current?.focus();
      focusArticle(scroller.current, 1);
    });
  };
  useCommand('older', () => focusArticle(scroller.current, -1));
  useCommand('newer', () => focusArticle(scroller.current, 1));
  const lastId = messages.at(-1)?.id ?? null;
  useMarkRead({ chat, lastMessageId: lastId, lastInSight: atEnd && settled });
  const below = useNewBelow(messages, atEnd);
  const shown = virtualizer.getVirtualItems();
  const places = useMemo(() => articlePlaces(items), [items]);

  return (
    <div className="relative min-h-0 flex-1 bg-bg">
      <div
        ref={scroller}
        role="feed"
        aria-label={t`Сообщения`}
        aria-busy={loadingOlder}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={(event) => {
          if (event.key !== 'End' || event.target === event.currentTarget) moveBetweenArticles(event);
          else toLast(event);
        }}
        className="thin-scroll h-full overflow-y-auto [overflow-anchor:none]"
      >
        <div
          role="presentation"
          className="relative mx-auto w-full max-w-4xl"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {shown.map((row) => {
            const item = items[row.index];
            if (!item) return null;
            return (
              <div
                key={row.key}
                ref={virtualizer.measureElement}
                data-index={row.index}
                data-item={item.key}
                role="presentation"
                className="absolute inset-x-0 top-0 px-5 phone:px-3"
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <FeedItem
                  item={item}
                  chat={chat}
                  position={places[row.index] ?? 0}
                  total={hasOlder ? -1 : (places.at(-1) ?? 0)}
                  onPicture={setPicture}
                />
              </div>
            );
          })}
        </div>
      </div>
      {atEnd ? null : (
        <Button
          icon="down"
          onClick={() => virtualizer.scrollToEnd({ behavior: 'smooth' })}
          className="!absolute right-4 bottom-3 !rounded-full shadow-float"
        >
          {below > 0 ? t`Новые: ${below}` : t`Вниз`}
        </Button>
      )}
      {picture ? (
        <Suspense>
          <Lightbox
            picture={picture}
            messages={messages}
            onPicture={setPicture}
            onClose={() => setPicture(null)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}

function moveBetweenArticles(event: React.KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'PageUp' && event.key !== 'PageDown') return;
  if (!event.currentTarget.contains(document.activeElement?.closest('article') ?? null)) return;
  event.preventDefault();
  focusArticle(event.currentTarget, event.key === 'PageDown' ? 1 : -1);
}

/** From the message that has the focus to its neighbour; without one, the newest. */
function focusArticle(feed: HTMLElement | null, by: 1 | -1): boolean {
  const articles = [...(feed?.querySelectorAll<HTMLElement>('article') ?? [])];
  const current = articles.findIndex((article) => article.contains(document.activeElement));
  const next = current < 0 ? articles.at(-1) : articles[current + by];
  next?.focus();
  return next !== undefined;
}

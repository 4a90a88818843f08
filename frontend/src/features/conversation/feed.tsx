import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Suspense, useMemo, useState } from 'react';
import type { Chat } from '@/api/types';
import { allMessages } from '@/domain/chats/cache';
import { eventsQuery, messagesQuery, notesQuery, openRepliesQuery } from '@/domain/chats/queries';
import { useChatOutbox } from '@/domain/replies/outbox-context';
import { buildTimeline } from '@/domain/replies/timeline';
import { useDateStyle } from '@/domain/session/workspace';
import { dayOf } from '@/lib/dates';
import { mayReadFurther } from '@/lib/renew-queries';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { FeedSkeleton } from './conversation-skeleton';
import { FeedScroller } from './feed-scroller';
import { useParts } from './parts';

/** Loads what was said and lays it out with what is on its way. */
export function Feed({ chat }: { chat: Chat }) {
  const { t } = useLingui();
  const style = useDateStyle();
  const { LiveLog } = useParts();
  const messages = useInfiniteQuery(messagesQuery(chat.id));
  const replies = useQuery(openRepliesQuery(chat.id));
  const notes = useQuery(notesQuery(chat.id));
  const events = useQuery(eventsQuery(chat.id));
  const outbox = useChatOutbox(chat.id);
  const all = useMemo(() => allMessages(messages.data), [messages.data]);
  const unreadFrom = useFirstUnread(all);
  const items = useMemo(
    () =>
      buildTimeline({
        messages: all,
        replies: replies.data ?? [],
        outbox,
        notes: notes.data ?? [],
        events: events.data ?? [],
        hasOlder: messages.hasNextPage,
        unreadFrom,
        dayOf: (at) => dayOf(at, style),
      }),
    [all, replies.data, outbox, notes.data, events.data, messages.hasNextPage, unreadFrom, style],
  );

  if (messages.isError && all.length === 0) {
    return (
      <div className="min-h-0 flex-1">
        <Failure error={messages.error} onRetry={() => void messages.refetch()} />
      </div>
    );
  }
  const cutOff = messages.isPending && messages.isPaused;
  if (cutOff && items.length === 0) {
    return (
      <div className="min-h-0 flex-1">
        <Empty icon="offline" title={t`Нет связи`}>{t`Переписка появится, когда связь вернётся.`}</Empty>
      </div>
    );
  }
  if (messages.isPending && !cutOff) return <FeedSkeleton />;
  if (items.length === 0) return <p className="flex-1 p-8 text-center text-ink3">{t`Сообщений пока нет.`}</p>;
  return (
    <>
      <FeedScroller
        chat={chat}
        items={items}
        messages={all}
        hasOlder={messages.hasNextPage}
        loadingOlder={messages.isFetchingNextPage}
        mayLoadOlder={mayReadFurther(messages)}
        onOlder={() => void messages.fetchNextPage()}
      />
      <Suspense>
        <LiveLog messages={all} events={events.data} />
      </Suspense>
    </>
  );
}

/** The first unread message as it was when the chat was opened: the line must not run away while reading. */
function useFirstUnread(messages: { id: string; unread: boolean }[]): string | null {
  const [found, setFound] = useState<string | null | undefined>(undefined);
  if (found === undefined && messages.length > 0) {
    const first = messages.find((message) => message.unread)?.id ?? null;
    setFound(first);
    return first;
  }
  return found ?? null;
}

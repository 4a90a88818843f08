import { useLingui } from '@lingui/react/macro';
import { memo, Suspense, useMemo } from 'react';
import type { Chat } from '@/api/types';
import type { TimelineItem } from '@/domain/replies/timeline';
import { useDateStyle } from '@/domain/session/workspace';
import { clockTime, daysAgo, spokenMoment, weekdayDate } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { MessageBubble } from './message-bubble';
import { useParts } from './parts';
import type { Picture } from './picture';
import { RichText } from './rich-text';

type Props = {
  item: TimelineItem;
  chat: Chat;
  position: number;
  total: number;
  onPicture: (picture: Picture) => void;
};

/** Draws one kind of the timeline. */
export const FeedItem = memo(function FeedItem({ item, chat, position, total, onPicture }: Props) {
  const style = useDateStyle();
  const name = useAuthorName(item);
  const { DeedLines, EventLine, NoteBubble, OwnBubble } = useParts();
  const at = 'at' in item ? item.at : 0;
  const label = useMemo(() => `${name}, ${spokenMoment(at, style)}`, [name, at, style]);
  if (item.kind === 'day') return <DayLine at={item.at} />;
  if (item.kind === 'unread') return <UnreadLine />;
  if (item.kind === 'event') {
    return (
      <Suspense fallback={<div className="h-8" />}>
        <EventLine event={item.event} at={item.at} />
      </Suspense>
    );
  }
  if (item.kind === 'deeds') {
    return (
      <Suspense fallback={<div className="h-8" />}>
        <DeedLines events={item.events} />
      </Suspense>
    );
  }
  return (
    <article
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the feed pattern moves the focus between articles
      tabIndex={0}
      aria-label={label}
      aria-posinset={position}
      aria-setsize={total}
      className="rounded-lg"
    >
      {item.kind === 'system' ? (
        <p className="mx-auto my-2 max-w-xl rounded-md px-3 py-1 text-center text-sm text-ink3">
          {item.message.text === '' || item.message.is_duplicate ? (
            name
          ) : (
            <RichText text={item.message.text} />
          )}{' '}
          <time className="text-xs whitespace-nowrap">{clockTime(item.at, style)}</time>
        </p>
      ) : item.kind === 'note' ? (
        <Suspense fallback={<div className="h-20" />}>
          <NoteBubble note={item.note} at={item.at} />
        </Suspense>
      ) : item.kind === 'message' ? (
        <MessageBubble item={item} name={name} onPicture={onPicture} />
      ) : (
        <Suspense fallback={<div className="h-20" />}>
          <OwnBubble item={item} name={name} chat={chat} />
        </Suspense>
      )}
    </article>
  );
});

function useAuthorName(item: TimelineItem): string {
  const { t } = useLingui();
  if (item.kind === 'reply') return item.reply.author_name;
  if (item.kind === 'outbox') return t`Вы`;
  if (item.kind === 'note') return t`Заметка, ${item.note.author_name}`;
  if (!('message' in item)) return '';
  const { message } = item;
  if (message.is_duplicate) return t`Ozon показал этот же ответ ещё раз`;
  switch (message.author) {
    case 'buyer':
      return t`Покупатель`;
    case 'seller':
      return message.author_name ?? t`Кабинет Ozon`;
    case 'automatic':
      return t`Автоответ`;
    case 'support':
      return t`Поддержка Ozon`;
    case 'courier':
      return t`Курьер`;
    case 'marketplace':
    case 'notification':
      return t`Ozon`;
    case 'other':
      return t`Сообщение такого вида здесь пока не видно`;
  }
}

function DayLine({ at }: { at: number }) {
  const { t } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const days = daysAgo(at, now, style);
  const text = days === 0 ? t`Сегодня` : days === 1 ? t`Вчера` : weekdayDate(at, now, style);
  return (
    <div className="flex justify-center py-3">
      <span className="rounded-full bg-sunken px-3 py-0.5 text-xs text-ink2">{text}</span>
    </div>
  );
}

function UnreadLine() {
  const { t } = useLingui();
  return (
    <div className="flex items-center gap-3 py-2 text-xs font-medium text-accent">
      <span className="h-px flex-1 bg-accent/40" />
      {t`Новые сообщения`}
      <span className="h-px flex-1 bg-accent/40" />
    </div>
  );
}

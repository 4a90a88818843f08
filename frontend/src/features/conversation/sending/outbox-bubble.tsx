import { useLingui } from '@lingui/react/macro';
import type { Chat } from '@/api/types';
import { MAX_ATTEMPTS } from '@/domain/replies/outbox';
import { useOutbox } from '@/domain/replies/outbox-context';
import { sendAgain } from '@/domain/replies/send-again';
import type { TimelineItem } from '@/domain/replies/timeline';
import { useDateStyle } from '@/domain/session/workspace';
import { clockTime, fullDate } from '@/lib/dates';
import { useOnline } from '@/lib/use-online';
import { Bubble } from '../bubble';
import { useGiveBack } from '../composer-text';
import { FoldedText } from '../folded-text';
import { DeliveryState } from './delivery-state';
import { FailedNote } from './failed-note';
import { FileLine } from './file-line';

type Props = { item: Extract<TimelineItem, { kind: 'outbox' }>; name: string; chat: Chat };

/** A message that only this browser has so far. */
export function OutboxBubble({ item, name, chat }: Props) {
  const { t } = useLingui();
  const style = useDateStyle();
  const outbox = useOutbox();
  const giveBack = useGiveBack(chat.id);
  const online = useOnline();
  const { entry } = item;
  const { content } = entry;
  const text = 'text' in content ? content.text : null;
  const stuck = entry.state !== 'waiting';
  const cutOff = !online || entry.failure !== null;

  // After failures of the connection the same key goes again; after a refusal the request is a new one.
  const again = () =>
    sendAgain(outbox, entry, entry.attempts >= MAX_ATTEMPTS ? { key: entry.key } : undefined);
  const edit = () => {
    if (text !== null) giveBack(text);
    outbox.remove(entry.key);
  };

  return (
    <Bubble
      side="out"
      startsGroup={item.startsGroup}
      author={name}
      failed={stuck}
      foot={
        <>
          <time title={fullDate(item.at, style)}>{clockTime(item.at, style)}</time>
          <DeliveryState state={stuck ? 'failed' : item.held ? 'held' : cutOff ? 'queued' : 'waiting'} />
        </>
      }
      below={
        stuck && entry.failure ? (
          <FailedNote
            accountId={chat.chat_account.id}
            text={entry.failure.text}
            remedy={entry.failure.remedy}
            code={entry.failure.code}
            requestId={entry.failure.requestId}
            onRetry={again}
            onEdit={text === null ? undefined : edit}
            onDelete={() => outbox.remove(entry.key)}
          />
        ) : cutOff ? (
          <p className="mt-1 text-right text-xs text-ink2">{t`Нет связи с сервером, отправим сами, когда она вернётся.`}</p>
        ) : null
      }
    >
      {'text' in content ? (
        <FoldedText text={content.text} />
      ) : (
        <FileLine name={content.name} contentType={content.contentType} size={content.size} />
      )}
    </Bubble>
  );
}

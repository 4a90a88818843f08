import { useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import type { TimelineItem } from '@/domain/replies/timeline';
import { useDateStyle } from '@/domain/session/workspace';
import { clockTime, fullDate } from '@/lib/dates';
import { Icon } from '@/ui/icon';
import { AttachmentView } from './attachment-view';
import { Bubble } from './bubble';
import { FoldedText } from './folded-text';
import type { Picture } from './picture';

type Item = Extract<TimelineItem, { kind: 'message' }>;

type Props = { item: Item; name: string; onPicture: (picture: Picture) => void };

/** A message as the marketplace shows it. */
export const MessageBubble = memo(function MessageBubble(props: Props) {
  const { t } = useLingui();
  const style = useDateStyle();
  const { message, startsGroup, at } = props.item;
  const out = message.author !== 'buyer';
  return (
    <Bubble
      side={out ? 'out' : 'in'}
      startsGroup={startsGroup}
      author={out ? props.name : undefined}
      foot={
        <>
          <time dateTime={message.sent_at} title={fullDate(at, style)}>
            {clockTime(at, style)}
          </time>
          {out ? (
            <>
              <Icon name="double-check" size={14} className="text-ok" />
              <span className="sr-only">{t`доставлено`}</span>
            </>
          ) : null}
        </>
      }
    >
      {message.attachments.map((attachment) => (
        <AttachmentView
          key={attachment.id}
          attachment={attachment}
          message={message}
          onPicture={props.onPicture}
        />
      ))}
      {message.text === '' ? null : <FoldedText text={message.text} />}
      {message.text === '' && message.attachments.length === 0 ? (
        <p className="text-ink2 italic">{t`Сообщение без текста`}</p>
      ) : null}
    </Bubble>
  );
});

import type { OwnBubbleProps } from '../parts';
import { OutboxBubble } from './outbox-bubble';
import { ReplyBubble } from './reply-bubble';

/** A message of ours that the marketplace does not show yet. */
export function OwnBubble({ item, ...rest }: OwnBubbleProps) {
  return item.kind === 'reply' ? (
    <ReplyBubble item={item} {...rest} />
  ) : (
    <OutboxBubble item={item} {...rest} />
  );
}

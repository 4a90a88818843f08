import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { errorText } from '@/api/errors';
import type { Chat, Reply } from '@/api/types';
import { putReply } from '@/domain/chats/cache';
import { chatKeys } from '@/domain/chats/keys';
import type { TimelineItem } from '@/domain/replies/timeline';
import { useDateStyle } from '@/domain/session/workspace';
import { clockTime, fullDate } from '@/lib/dates';
import { toast } from '@/ui/toasts';
import { Bubble } from '../bubble';
import { useGiveBack } from '../composer-text';
import { FoldedText } from '../folded-text';
import { type Delivery, DeliveryState } from './delivery-state';
import { FailedNote } from './failed-note';
import { FileLine } from './file-line';
import { UndoSending } from './undo-sending';
import { useRemoveReply } from './use-remove-reply';

type Props = { item: Extract<TimelineItem, { kind: 'reply' }>; name: string; chat: Chat };

/** A reply the server has and the marketplace does not show yet. */
export function ReplyBubble({ item, name, chat }: Props) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const client = useQueryClient();
  const { reply } = item;
  const settle = () => {
    void client.invalidateQueries({ queryKey: chatKeys.counts });
    void client.invalidateQueries({ queryKey: chatKeys.lists });
  };
  const refused = (error: unknown) => {
    toast(errorText(error, i18n.locale).text, { urgent: true });
    void client.invalidateQueries({ queryKey: chatKeys.replies(chat.id) });
  };
  const retry = useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/v1/replies/{reply_id}/retry', { params: { path: { reply_id: reply.id } } })),
    onSuccess: (fresh) => {
      putReply(client, fresh);
      settle();
    },
    onError: refused,
  });
  const { remove, removing } = useRemoveReply(reply, { onGone: settle, onRefused: refused });
  const giveBack = useGiveBack(chat.id);
  const takeBack = () => remove(reply.file === null ? () => giveBack(reply.text) : nothing);
  const failed = reply.state === 'failed';

  return (
    <Bubble
      side="out"
      startsGroup={item.startsGroup}
      author={name}
      failed={failed}
      foot={
        <>
          <time dateTime={reply.created_at} title={fullDate(item.at, style)}>
            {clockTime(item.at, style)}
          </time>
          <DeliveryState state={deliveryOf(reply)} />
          {reply.then_close && !failed ? <span>{t`затем закроется`}</span> : null}
        </>
      }
      below={
        failed ? (
          <FailedNote
            accountId={chat.chat_account.id}
            text={reply.error_text ?? t`Сообщение не отправлено`}
            remedy={reply.remedy}
            code={reply.error_code ?? 'unknown'}
            busy={retry.isPending || removing}
            onRetry={reply.can_retry ? () => retry.mutate() : undefined}
            onEdit={reply.file === null ? takeBack : undefined}
            onDelete={() => remove(nothing)}
          />
        ) : reply.state === 'queued' && reply.send_after !== null ? (
          <UndoSending reply={reply} onUndo={takeBack} />
        ) : reply.state === 'unclear' ? (
          <p className="mt-1 max-w-md text-right text-xs text-ink2">
            {t`Ozon не ответил. Ищем сообщение в чате, само ничего не уйдёт повторно.`}
          </p>
        ) : null
      }
    >
      {reply.file === null ? (
        <FoldedText text={reply.text} />
      ) : (
        <FileLine name={reply.file.name} contentType={reply.file.content_type} size={reply.file.size} />
      )}
    </Bubble>
  );
}

const nothing = () => undefined;

function deliveryOf(reply: Reply): Delivery {
  if (reply.simulated && reply.state === 'accepted') return 'simulated';
  if (reply.state === 'queued' && reply.held_by !== null) return 'held';
  return reply.state === 'accepted' && reply.not_confirmed ? 'not-confirmed' : reply.state;
}

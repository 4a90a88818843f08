import { useLingui } from '@lingui/react/macro';
import type { Chat } from '@/api/types';
import { toast } from '@/ui/toasts';
import { useChatAction } from './use-chat-action';

/** No answer needed, with a way back. */
export function useWaive(chat: Chat): () => void {
  const { t } = useLingui();
  const act = useChatAction(chat);
  return () => {
    void act({ kind: 'waive', lastMessageId: chat.last_message_id }).then((done) => {
      if (done) toast(t`Ответ не требуется`, { undo: () => void act({ kind: 'unwaive' }) });
    });
  };
}

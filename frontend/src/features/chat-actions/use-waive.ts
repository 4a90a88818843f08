import { useLingui } from '@lingui/react/macro';
import type { Chat } from '@/api/types';
import { useUndoableAction } from './use-chat-action';

/** No answer needed, with a way back. */
export function useWaive(chat: Chat): () => void {
  const { t } = useLingui();
  const act = useUndoableAction(chat);
  return () => act({ kind: 'waive' }, t`Ответ не требуется`);
}

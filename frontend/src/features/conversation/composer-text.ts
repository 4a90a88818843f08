import { useCallback } from 'react';
import { addToDraft } from '@/domain/replies/draft-returns';
import { useWorkspace } from '@/domain/session/workspace';
import { handOver, useHandedOver } from '@/lib/handover';

const target = new EventTarget();

/**
 * Gives a text back to the composer of a chat: after «Изменить» or «Вернуться» nothing typed is lost. Where nobody
 * writes an answer now, it waits in the draft of the chat. Call it before the other copy goes.
 */
export function useGiveBack(chatId: string): (text: string) => void {
  const { storageKey } = useWorkspace();
  return useCallback(
    (text) => {
      if (!handOver(target, chatId, text)) addToDraft(storageKey, chatId, text);
    },
    [storageKey, chatId],
  );
}

/** Takes the text, in whatever stands in the place of the composer. */
export function useReturnedText(chatId: string, onText: (text: string) => void): void {
  useHandedOver(target, chatId, onText);
}

import { useCallback, useEffect, useRef } from 'react';
import { addToDraft } from '@/domain/replies/draft-returns';
import { useWorkspace } from '@/domain/session/workspace';

const target = new EventTarget();

/**
 * Gives a text back to the composer of a chat: after «Изменить» or «Вернуться» nothing typed is lost. Where nobody
 * writes an answer now, it waits in the draft of the chat. Call it before the other copy goes.
 */
export function useGiveBack(chatId: string): (text: string) => void {
  const { storageKey } = useWorkspace();
  return useCallback(
    (text) => {
      const event = new CustomEvent(chatId, { detail: text, cancelable: true });
      if (target.dispatchEvent(event)) addToDraft(storageKey, chatId, text);
    },
    [storageKey, chatId],
  );
}

/** Takes the text, in whatever stands in the place of the composer. */
export function useReturnedText(chatId: string, onText: (text: string) => void): void {
  const latest = useRef(onText);
  useEffect(() => {
    latest.current = onText;
  });
  useEffect(() => {
    const take = (event: Event) => {
      event.preventDefault();
      latest.current((event as CustomEvent<string>).detail);
    };
    target.addEventListener(chatId, take);
    return () => target.removeEventListener(chatId, take);
  }, [chatId]);
}

import { useEffect, useRef } from 'react';

const target = new EventTarget();

/** Gives a text back to the composer of a chat: after «Изменить» or «Вернуться» nothing typed is lost. */
export function putIntoComposer(chatId: string, text: string): void {
  target.dispatchEvent(new CustomEvent(chatId, { detail: text }));
}

export function useReturnedText(chatId: string, onText: (text: string) => void): void {
  const latest = useRef(onText);
  useEffect(() => {
    latest.current = onText;
  });
  useEffect(() => {
    const take = (event: Event) => latest.current((event as CustomEvent<string>).detail);
    target.addEventListener(chatId, take);
    return () => target.removeEventListener(chatId, take);
  }, [chatId]);
}

import { useEffect, useRef } from 'react';

const target = new EventTarget();

/** Puts a value into the reply of a chat, where the cursor stands. False when there is no place to write. */
export function insertIntoReply(chatId: string, value: string): boolean {
  return !target.dispatchEvent(new CustomEvent(chatId, { detail: value, cancelable: true }));
}

export function useInsertions(chatId: string, onValue: (value: string) => void): void {
  const latest = useRef(onValue);
  useEffect(() => {
    latest.current = onValue;
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

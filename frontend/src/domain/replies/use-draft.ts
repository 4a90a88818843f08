import { useCallback, useEffect, useRef, useState } from 'react';
import { readDraft, writeDraft } from './drafts';

const SAVE_AFTER_MS = 250;

/**
 * The text of the composer of one chat. Saved on this device within 300 ms and when the page goes away; the key
 * holds the chat, so a text can never land in another one. Mount it anew (`key={chatId}`) for another chat.
 */
export function useDraft(storageKey: string, chatId: string) {
  const [text, setShown] = useState(() => readDraft(storageKey, chatId));
  const pending = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    if (pending.current === null) return;
    writeDraft(storageKey, chatId, pending.current);
    pending.current = null;
  }, [storageKey, chatId]);

  const setText = useCallback(
    (next: string) => {
      setShown(next);
      pending.current = next;
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, SAVE_AFTER_MS);
    },
    [flush],
  );

  const clear = useCallback(() => {
    setShown('');
    pending.current = '';
    flush();
  }, [flush]);

  useEffect(() => {
    const leave = () => flush();
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', leave);
      flush();
    };
  }, [flush]);

  return { text, setText, clear };
}

import { useCallback, useState } from 'react';
import { readText, writeText } from '@/lib/storage';

/** A text that survives leaving the chat and the page; it stays on this device. */
export function useKeptText(key: string): [string, (text: string) => void] {
  const [text, setShown] = useState(() => readText(key) ?? '');
  const setText = useCallback(
    (next: string) => {
      setShown(next);
      writeText(key, next.trim() === '' ? null : next);
    },
    [key],
  );
  return [text, setText];
}

import { useCallback, useState } from 'react';
import { readText, writeText } from '@/lib/storage';

/** A text that survives leaving the chat and the page; while it differs from the original it stays on this device. */
export function useKeptText(key: string, original = ''): [string, (text: string) => void] {
  const [text, setShown] = useState(() => readText(key) ?? original);
  const setText = useCallback(
    (next: string) => {
      setShown(next);
      writeText(key, next.trim() === original ? null : next);
    },
    [key, original],
  );
  return [text, setText];
}

import { useEffect, useRef, useState } from 'react';

const STOPS_AFTER_MS = 15_000;

/** Whether somebody is writing: the text changed in the last 15 s and is not empty. */
export function useWriting(text: string): boolean {
  const [writing, setWriting] = useState(false);
  const before = useRef(text);
  useEffect(() => {
    if (before.current === text) return;
    before.current = text;
    setWriting(text.trim() !== '');
    const timer = setTimeout(() => setWriting(false), STOPS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return writing;
}

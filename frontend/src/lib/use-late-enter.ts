import { useEffect, useState } from 'react';

/** Enter that is pressed before the rows belong to the words counts once they do, and not for other words. */
export function useLateEnter(words: string, ready: boolean, enter: () => void): () => void {
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(() => {
    if (asked === null || (asked === words && !ready)) return;
    setAsked(null);
    if (asked === words) enter();
  });
  return () => setAsked(words);
}

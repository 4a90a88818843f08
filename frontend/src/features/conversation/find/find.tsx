import { lazy, Suspense, useState } from 'react';
import { useCommand } from '@/lib/commands';

const FindBar = lazy(() => import('./find-bar'));

/** Waits for the wish to find something in this conversation. */
export function Find({ chatId }: { chatId: string }) {
  const [asked, setAsked] = useState(0);
  useCommand('find', () => setAsked((times) => times + 1));
  if (asked === 0) return null;
  return (
    <Suspense>
      <FindBar chatId={chatId} asked={asked} onClose={() => setAsked(0)} />
    </Suspense>
  );
}

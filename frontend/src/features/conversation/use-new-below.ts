import { useState } from 'react';
import type { Message } from '@/api/types';

/** How many messages arrived below while the person reads further up. */
export function useNewBelow(messages: Message[], atEnd: boolean): number {
  const last = messages.at(-1)?.id ?? null;
  const [seen, setSeen] = useState(last);
  if (atEnd && seen !== last) setSeen(last);
  if (atEnd || seen === last) return 0;
  const from = messages.findIndex((message) => message.id === seen);
  return from < 0 ? 0 : messages.length - 1 - from;
}

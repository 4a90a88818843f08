import { useEffect, useRef } from 'react';
import { openChannel } from '@/lib/tab-channel';

const CHANNEL = 'aiq:person';

/** Says to the other tabs who is signed in now; null: nobody any more. */
export function announcePerson(userId: string | null): void {
  const channel = openChannel<string | null>(CHANNEL, () => undefined);
  channel.post(userId);
  channel.close();
}

/** Where to go when the page is not this person's any more: to sign in, or to what the other one has. */
type Leave = (to: '/login' | '/') => void;

/** Tells when another tab is used by somebody else: what is open here must neither be shown nor sent as theirs. */
function onOtherPerson(userId: string, leave: Leave): () => void {
  const channel = openChannel<string | null>(CHANNEL, (other) => {
    if (other !== userId) leave(other === null ? '/login' : '/');
  });
  return channel.close;
}

/** Tells when somebody is signed in in another tab: this one needs nobody to do it again. */
export function onSomebody(tell: () => void): () => void {
  const channel = openChannel<string | null>(CHANNEL, (person) => {
    if (person !== null) tell();
  });
  return channel.close;
}

/** A page belongs to the person it was opened for: when another signs in, here or in another tab, it is left. */
export function useOnePerson(userId: string | undefined, leave: Leave): void {
  const opened = useRef(userId);
  useEffect(() => {
    if (userId === undefined) return;
    opened.current ??= userId;
    if (opened.current !== userId) return leave('/');
    announcePerson(userId);
    return onOtherPerson(userId, leave);
  }, [userId, leave]);
}

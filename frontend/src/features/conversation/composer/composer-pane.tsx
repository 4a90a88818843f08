import { lazy, Suspense, useState } from 'react';
import type { Chat, ChatAccount } from '@/api/types';
import { focusIntent } from '@/domain/chats/focus-intent';
import { useChatOutbox } from '@/domain/replies/outbox-context';
import { useCommand } from '@/lib/commands';
import { NoteComposer } from '../notes/note-composer';
import { Blocked } from './blocked';
import { Composer } from './composer';

const TextDialog = lazy(() => import('./text-dialog'));
const ChangedDialog = lazy(() => import('./changed-dialog'));

/** The place below the feed: an answer to the buyer, or, chosen anew in every chat, a note for the team. */
export function ComposerPane({ chat, account }: { chat: Chat; account: ChatAccount | undefined }) {
  const undecided = useChatOutbox(chat.id).find(({ state }) => state === 'conflict' || state === 'warned');
  const [noting, setNoting] = useState(false);
  const note = () => setNoting(true);
  useCommand('note', () => {
    if (noting) return false;
    note();
    return true;
  });
  const back = () => {
    setNoting(false);
    focusIntent.set('composer');
  };
  return (
    <>
      {noting ? (
        <NoteComposer chat={chat} onBack={back} />
      ) : chat.can_send ? (
        <Composer chat={chat} account={account} onNote={note} />
      ) : (
        <Blocked chat={chat} onNote={note} />
      )}
      {undecided ? (
        <Suspense>
          {undecided.state === 'warned' ? (
            <TextDialog key={undecided.key} entry={undecided} />
          ) : (
            <ChangedDialog key={undecided.key} entry={undecided} />
          )}
        </Suspense>
      ) : null}
    </>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { errorText } from '@/api/errors';
import type { Chat } from '@/api/types';
import { lastShownId, newerOf, patchChat } from '@/domain/chats/cache';
import { type ChatDeed, doDeed, foreseen, isBeingDone, tellDeeds, wayBack } from '@/domain/chats/deeds';
import { chatKeys } from '@/domain/chats/keys';
import { toast } from '@/ui/toasts';

/** Does something to a chat: shown at once, taken back with the reason when the server refuses. */
export function useChatAction(chat: Chat) {
  const { i18n } = useLingui();
  const client = useQueryClient();
  return useCallback(
    async (deed: ChatDeed): Promise<boolean> => {
      // What is being read now is older than what is done now.
      void client.cancelQueries({ queryKey: chatKeys.lists });
      const before = client.getQueryData<Chat>(chatKeys.chat(chat.id)) ?? chat;
      patchChat(client, chat.id, (known) => foreseen(known, deed));
      try {
        const fresh = await doDeed(client, before, deed, lastShownId(client, before));
        if (!isBeingDone(client, chat.id)) patchChat(client, chat.id, (known) => newerOf(known, fresh));
        tellDeeds(client, [chat]);
        return true;
      } catch (error) {
        patchChat(client, chat.id, (known) => newerOf(known, before));
        // It may have stood otherwise before what was to be done first.
        void client.invalidateQueries({ queryKey: chatKeys.chat(chat.id) });
        const { text, remedy } = errorText(error, i18n.locale);
        toast([text, remedy].filter(Boolean).join(' '), { urgent: true });
        return false;
      } finally {
        void client.invalidateQueries({ queryKey: chatKeys.lists });
        void client.invalidateQueries({ queryKey: chatKeys.counts });
      }
    },
    [client, chat, i18n],
  );
}

/** Does it and says so at once; «Отменить» waits until it is done, and a refusal takes the words back. */
export function useUndoableAction(chat: Chat) {
  const act = useChatAction(chat);
  return (deed: ChatDeed, words: string): void => {
    const back = wayBack(chat, deed);
    const doing = act(deed);
    const hide = toast(words, {
      undo: back ? () => void doing.then((done) => (done ? act(back) : undefined)) : undefined,
    });
    void doing.then((done) => {
      if (!done) hide();
    });
  };
}

import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, unwrap } from '@/api/client';
import { errorText } from '@/api/errors';
import type { Chat } from '@/api/types';
import { lastShownId, newerOf, patchChat } from '@/domain/chats/cache';
import { chatKeys } from '@/domain/chats/keys';
import { toast } from '@/ui/toasts';

export type ChatAction =
  | { kind: 'waive' | 'close' | 'unwaive' | 'reopen' | 'unread' | 'read' }
  | { kind: 'snooze'; until: string }
  | { kind: 'assign'; assignee: Chat['assignee'] };

/** Does something to a chat: shown at once, taken back with the reason when the server refuses. */
export function useChatAction(chat: Chat) {
  const { i18n } = useLingui();
  const client = useQueryClient();
  return useCallback(
    async (action: ChatAction): Promise<boolean> => {
      // What is being read now is older than what is done now.
      void client.cancelQueries({ queryKey: chatKeys.lists });
      const before = client.getQueryData<Chat>(chatKeys.chat(chat.id)) ?? chat;
      patchChat(client, chat.id, (known) => foreseen(known, action));
      try {
        const fresh = await perform(before, action, lastShownId(client, before));
        patchChat(client, chat.id, (known) => newerOf(known, fresh));
        return true;
      } catch (error) {
        patchChat(client, chat.id, (known) => newerOf(known, before));
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

/** How the chat will look, as far as it can be known before the server answers. */
export function foreseen(chat: Chat, action: ChatAction): Chat {
  if (action.kind === 'snooze') return { ...chat, status: 'snoozed', snoozed_until: action.until };
  if (action.kind === 'assign') return { ...chat, assignee: action.assignee };
  if (action.kind === 'reopen') return { ...chat, status: 'open', snoozed_until: null, closed: null };
  if (action.kind === 'unwaive') return chat;
  if (action.kind === 'unread') return { ...chat, unread_count: Math.max(1, chat.unread_count) };
  if (action.kind === 'read') return { ...chat, unread_count: 0 };
  const clock = { ...chat.clock, state: 'none' as const, due_at: null, warn_at: null, deadline_at: null };
  return {
    ...chat,
    clock,
    suggests_waive: false,
    ...(action.kind === 'close' ? { status: 'closed' as const, snoozed_until: null } : {}),
  };
}

async function perform(chat: Chat, action: ChatAction, seen: string | null): Promise<Chat> {
  const params = { path: { chat_id: chat.id } };
  switch (action.kind) {
    case 'snooze':
      return unwrap(api.POST('/api/v1/chats/{chat_id}/snooze', { params, body: { until: action.until } }));
    case 'assign':
      return unwrap(
        api.PATCH('/api/v1/chats/{chat_id}', { params, body: { assignee: action.assignee?.id ?? null } }),
      );
    case 'unread':
      return { ...chat, ...(await unwrap(api.POST('/api/v1/chats/{chat_id}/unread', { params }))) };
    case 'read':
      return {
        ...chat,
        ...(await unwrap(
          api.POST('/api/v1/chats/{chat_id}/read', { params, body: { last_message_id: seen } }),
        )),
      };
    case 'reopen':
      return unwrap(api.POST('/api/v1/chats/{chat_id}/reopen', { params }));
    case 'unwaive':
      return unwrap(api.POST('/api/v1/chats/{chat_id}/unwaive', { params }));
    case 'waive':
      return unwrap(
        api.POST('/api/v1/chats/{chat_id}/waive', {
          params,
          body: { last_message_id: seen, reason: '' },
        }),
      );
    case 'close':
      return unwrap(api.POST('/api/v1/chats/{chat_id}/close', { params, body: { last_message_id: seen } }));
  }
}

/** What puts the chat back where it stood before it was closed or put off. */
export const wayBack = (chat: Chat): ChatAction =>
  chat.status === 'snoozed' && chat.snoozed_until !== null
    ? { kind: 'snooze', until: chat.snoozed_until }
    : { kind: 'reopen' };

/** Does it and says so at once; «Отменить» waits until it is done, and a refusal takes the words back. */
export function useUndoableAction(chat: Chat) {
  const act = useChatAction(chat);
  return (action: ChatAction, back: ChatAction | null, words: string): void => {
    const doing = act(action);
    const hide = toast(words, {
      undo: back ? () => void doing.then((done) => (done ? act(back) : undefined)) : undefined,
    });
    void doing.then((done) => {
      if (!done) hide();
    });
  };
}

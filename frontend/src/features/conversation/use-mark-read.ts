import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, unwrap } from '@/api/client';
import type { Chat } from '@/api/types';
import { patchChat } from '@/domain/chats/cache';
import { chatKeys } from '@/domain/chats/keys';

const AFTER_MS = 1_000;

/** Marks a chat read when its last message was in sight for a second in a focused, visible window. */
export function useMarkRead(options: {
  chat: Chat;
  lastMessageId: string | null;
  lastInSight: boolean;
}): void {
  const { chat, lastMessageId, lastInSight } = options;
  const client = useQueryClient();
  const attentive = useAttention();
  const asked = useRef<string | null>(null);
  const due = chat.unread_count > 0 && lastInSight && attentive && lastMessageId !== null;

  useEffect(() => {
    if (!due || lastMessageId === null || asked.current === lastMessageId) return;
    const timer = setTimeout(() => {
      asked.current = lastMessageId;
      unwrap(
        api.POST('/api/v1/chats/{chat_id}/read', {
          params: { path: { chat_id: chat.id } },
          body: { last_message_id: lastMessageId },
        }),
      ).then(
        (answer) => {
          patchChat(client, chat.id, (current) => ({ ...current, unread_count: answer.unread_count }));
          void client.invalidateQueries({ queryKey: chatKeys.counts });
        },
        () => {
          asked.current = null;
        },
      );
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, [due, lastMessageId, chat.id, client]);
}

function useAttention(): boolean {
  const present = () => document.visibilityState === 'visible' && document.hasFocus();
  const [attentive, setAttentive] = useState(present);
  useEffect(() => {
    const look = () => setAttentive(document.visibilityState === 'visible' && document.hasFocus());
    window.addEventListener('focus', look);
    window.addEventListener('blur', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('focus', look);
      window.removeEventListener('blur', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return attentive;
}

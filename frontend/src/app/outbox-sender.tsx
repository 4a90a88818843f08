import { i18n } from '@lingui/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { putReply } from '@/domain/chats/cache';
import { inboxPath, openChatOf } from '@/domain/chats/filters';
import { chatKeys } from '@/domain/chats/keys';
import { useOutbox } from '@/domain/replies/outbox-context';
import { runSender, type SendingNews } from '@/domain/replies/sender';
import { useWorkspace } from '@/domain/session/workspace';
import { openChannel } from '@/lib/tab-channel';
import { whileLeader } from '@/lib/web-lock';
import { withWords } from './language';

/** One tab hands over what the outbox holds; every tab shows what became of it, and says what did not go. */
export function OutboxSender() {
  const client = useQueryClient();
  const store = useOutbox();
  const { slug, storageKey } = useWorkspace();
  const navigate = useNavigate();
  const open = useRef<(chatId: string) => void>(() => undefined);
  useEffect(() => {
    open.current = (chat) => navigate(inboxPath(slug, { view: 'all', chat }));
  });
  useEffect(() => {
    const take = (news: SendingNews) => {
      if ('reply' in news) {
        putReply(client, news.reply);
        void client.invalidateQueries({ queryKey: chatKeys.counts });
        return;
      }
      const { stopped } = news;
      // Who looks at the chat has the reason before the eyes.
      if (openChatOf(window.location) === stopped.chatId) return;
      withWords(import('./stopped-news'), 'desk')
        .then(({ tellStopped }) => tellStopped(i18n, client, stopped, () => open.current(stopped.chatId)))
        .catch(() => undefined);
    };
    const name = `${storageKey}:outbox`;
    const channel = openChannel<SendingNews>(name, take);
    const stop = whileLeader(name, (signal) =>
      runSender({
        store,
        signal,
        onNews: (news) => {
          channel.post(news);
          take(news);
        },
      }),
    );
    return () => {
      stop();
      channel.close();
    };
  }, [storageKey, store, client]);
  return null;
}

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { serverNow } from '@/api/server-time';
import type { Upload } from '@/api/types';
import { allMessages, type MessagePages } from '@/domain/chats/cache';
import { chatKeys } from '@/domain/chats/keys';
import { newEntry } from '@/domain/replies/outbox';
import { useOutbox } from '@/domain/replies/outbox-context';
import { newUuid } from '@/lib/uuid';

/** Puts what was written into the outbox: the text first, then every file as a message of its own. */
export function useQueueReply(chatId: string) {
  const client = useQueryClient();
  const outbox = useOutbox();
  return useCallback(
    (text: string, files: Upload[], draftVersion: number | null, thenClose: boolean) => {
      const known = allMessages(client.getQueryData<MessagePages>(chatKeys.messages(chatId)));
      const expectedLastMessageId = known.at(-1)?.id ?? null;
      const contents = [
        ...(text === '' ? [] : [{ text }]),
        ...files.map((file) => ({
          upload: file.id,
          name: file.name,
          contentType: file.content_type,
          size: file.size,
        })),
      ];
      const now = serverNow();
      contents.forEach((content, index) => {
        outbox.put(
          newEntry(content, {
            key: newUuid(),
            chatId,
            expectedLastMessageId,
            draftVersion: 'text' in content ? draftVersion : null,
            thenClose: thenClose && index === contents.length - 1,
            createdAt: now + index,
          }),
        );
      });
    },
    [client, outbox, chatId],
  );
}

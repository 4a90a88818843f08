import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { api, unwrap } from '@/api/client';
import { ApiError } from '@/api/errors';
import type { Reply } from '@/api/types';
import { dropReply } from '@/domain/chats/cache';
import { pauseBefore } from '@/domain/replies/outbox';
import { useOutbox } from '@/domain/replies/outbox-context';

const MAX_REPEATS = 8;

/**
 * Deletes a reply at the server; `then` runs once it is surely gone, also when the person is in another chat by
 * then. The browser's own copy goes first: its next attempt would make the same reply anew.
 */
export function useRemoveReply(
  reply: Reply,
  { onGone, onRefused }: { onGone: () => void; onRefused: (error: unknown) => void },
) {
  const client = useQueryClient();
  const outbox = useOutbox();
  const dropCopy = useCallback(() => {
    if (outbox.find(reply.key)) outbox.remove(reply.key);
  }, [outbox, reply.key]);
  useEffect(dropCopy, [dropCopy]);
  const mutationKey = ['remove-reply', reply.id];
  const removal = useMutation({
    mutationKey,
    mutationFn: (_then: () => void) => {
      dropCopy();
      return deleteReply(reply.id);
    },
    // No answer says nothing about the reply: the question is repeated until it is known.
    retry: (failures, error) => failures < MAX_REPEATS && isUnclear(error),
    retryDelay: (failures) => (failures === 0 ? 0 : pauseBefore(failures)),
    onSuccess: (_nothing, then) => {
      then();
      dropReply(client, reply.chat_id, reply.id);
      onGone();
    },
    onError: onRefused,
  });
  return {
    /** A second press, before the first is answered, would give the text back twice. */
    remove: (then: () => void) => {
      if (client.isMutating({ mutationKey }) === 0) removal.mutate(then);
    },
    removing: removal.isPending,
  };
}

/** What is not there any more has been deleted. */
async function deleteReply(id: string): Promise<void> {
  try {
    await unwrap(api.DELETE('/api/v1/replies/{reply_id}', { params: { path: { reply_id: id } } }));
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  }
}

function isUnclear(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}

import { api, unwrap } from '@/api/client';
import type { Draft } from '@/api/types';

export function fetchDraft(chatId: string): Promise<Draft> {
  return unwrap(api.GET('/api/v1/chats/{chat_id}/draft', { params: { path: { chat_id: chatId } } }));
}

/** Written over the version that was seen; `leaving` lets the request outlive the page. */
export function saveDraft(
  chatId: string,
  draft: { text: string; version: number },
  leaving: boolean,
): Promise<Draft> {
  return unwrap(
    api.PUT('/api/v1/chats/{chat_id}/draft', {
      params: { path: { chat_id: chatId }, header: { 'If-Match': `"${draft.version}"` } },
      body: { text: draft.text },
      keepalive: leaving,
    }),
  );
}

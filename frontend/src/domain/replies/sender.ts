import { api, unwrap } from '@/api/client';
import { ApiError, errorText } from '@/api/errors';
import { currentLanguage } from '@/api/headers';
import { serverNow } from '@/api/server-time';
import type { Message, Reply, TextFinding } from '@/api/types';
import { afterProblem, nextWake, type OutboxEntry, type SendProblem, sendable } from './outbox';
import type { OutboxStore } from './outbox-store';

const MAX_SLEEP_MS = 60_000;

/** What became of an entry: a reply at the server, or something that waits for the person. */
export type SendingNews = { reply: Reply } | { stopped: OutboxEntry };

/** Hands waiting entries to the server, one per chat at a time, until stopped. Runs in one tab. */
export function runSender(options: {
  store: OutboxStore;
  signal: AbortSignal;
  /** Told before a sent entry leaves the outbox, so that a message never misses from the screen. */
  onNews: (news: SendingNews) => void;
}): void {
  const { store, signal } = options;
  const busy = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const step = () => {
    if (signal.aborted) return;
    clearTimeout(timer);
    const now = serverNow();
    for (const entry of sendable(store.all(), now)) {
      if (busy.has(entry.chatId)) continue;
      busy.add(entry.chatId);
      void deliver(entry).finally(() => {
        busy.delete(entry.chatId);
        step();
      });
    }
    const wake = nextWake(store.all(), now);
    if (wake !== null) timer = setTimeout(step, Math.min(MAX_SLEEP_MS, Math.max(50, wake - serverNow())));
  };

  const deliver = async (entry: OutboxEntry) => {
    try {
      const reply = await postReply(entry);
      options.onNews({ reply });
      store.remove(entry.key);
    } catch (error) {
      if (!store.find(entry.key)) return;
      const next = afterProblem(entry, toProblem(error), serverNow());
      store.put(next);
      if (next.state !== 'waiting') options.onNews({ stopped: next });
    }
  };

  const hurry = () => {
    for (const entry of store.all()) {
      if (entry.state === 'waiting' && entry.nextTryAt > 0) store.put({ ...entry, nextTryAt: 0 });
    }
    step();
  };

  const stop = store.subscribe(step);
  window.addEventListener('online', hurry);
  signal.addEventListener('abort', () => {
    stop();
    clearTimeout(timer);
    window.removeEventListener('online', hurry);
  });
  step();
}

function postReply(entry: OutboxEntry): Promise<Reply> {
  const content = 'text' in entry.content ? { text: entry.content.text } : { upload: entry.content.upload };
  return unwrap(
    api.POST('/api/v1/chats/{chat_id}/replies', {
      params: { path: { chat_id: entry.chatId }, header: { 'Idempotency-Key': entry.key } },
      body: {
        ...content,
        ...(entry.expectedLastMessageId ? { expected_last_message_id: entry.expectedLastMessageId } : {}),
        ...(entry.overridesText ? { override_warnings: true } : {}),
        ...(entry.thenClose ? { then_close: true } : {}),
        ...(entry.draftVersion ? { draft_version: entry.draftVersion } : {}),
      },
    }),
  );
}

function toProblem(error: unknown): SendProblem {
  const known = error instanceof ApiError ? error : new ApiError({ status: 0 });
  const { text, remedy } = errorText(known, currentLanguage());
  const newer = known.extra.messages;
  const findings = known.extra.findings;
  return {
    status: known.status,
    retryAfter: known.retryAfter,
    failure: { code: known.code, text, remedy, requestId: known.requestId },
    newer: Array.isArray(newer) ? (newer as Message[]) : [],
    findings: Array.isArray(findings) ? (findings as TextFinding[]) : [],
  };
}

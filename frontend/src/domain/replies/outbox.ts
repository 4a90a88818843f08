import type { Message, TextFinding } from '@/api/types';

export type OutboxFailure = {
  code: string;
  text: string;
  remedy: string | null;
  requestId: string | null;
};

/** A reply that the server has not confirmed yet. It lives in the browser until then. */
export type OutboxEntry = {
  key: string;
  chatId: string;
  content: { text: string } | { upload: string; name: string; contentType: string; size: number };
  expectedLastMessageId: string | null;
  /** The version of the draft that this was: the server drops it with the sending. */
  draftVersion?: number | null;
  /** The chat is to be closed once the marketplace shows this. */
  thenClose?: boolean;
  createdAt: number;
  attempts: number;
  nextTryAt: number;
  /** A `conflict` and a `warned` text wait for a decision; `failed` is over. */
  state: 'waiting' | 'failed' | 'conflict' | 'warned';
  failure: OutboxFailure | null;
  newer: Message[];
  findings?: TextFinding[];
  /** The person read what was found in the text, and sends it all the same. */
  overridesText?: boolean;
};

export type SendProblem = {
  status: number;
  failure: OutboxFailure;
  retryAfter: number | null;
  newer: Message[];
  findings: TextFinding[];
};

export const MAX_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 2_000;

export function newEntry(
  content: OutboxEntry['content'],
  place: Pick<
    OutboxEntry,
    'key' | 'chatId' | 'expectedLastMessageId' | 'draftVersion' | 'thenClose' | 'createdAt'
  >,
): OutboxEntry {
  return { ...place, content, attempts: 0, nextTryAt: 0, state: 'waiting', failure: null, newer: [] };
}

/**
 * What becomes of an entry whose request did not succeed. Our own request is repeated, with the same key, only
 * when that is safe: no connection, 5xx, 429. A refusal (4xx) is final and waits for the person.
 */
export function afterProblem(entry: OutboxEntry, problem: SendProblem, now: number): OutboxEntry {
  if (problem.status === 409 && problem.failure.code === 'chat_changed') {
    return afterConflict(entry, problem);
  }
  if (problem.failure.code === 'text_warned' || problem.failure.code === 'text_refused') {
    return { ...entry, state: 'warned', failure: problem.failure, findings: problem.findings };
  }
  if (problem.failure.code === 'request_in_progress' || isRepeatable(problem.status)) {
    const attempts = entry.attempts + 1;
    if (attempts >= MAX_ATTEMPTS && problem.status !== 0) {
      return { ...entry, attempts, state: 'failed', failure: problem.failure };
    }
    const pause = problem.retryAfter ? problem.retryAfter * 1000 : pauseBefore(attempts);
    return {
      ...entry,
      attempts: Math.min(attempts, MAX_ATTEMPTS),
      nextTryAt: now + pause,
      failure: problem.failure,
    };
  }
  return { ...entry, state: 'failed', failure: problem.failure };
}

/** Only our own answers came meanwhile: nobody has to decide. Anything else is for the person. */
function afterConflict(entry: OutboxEntry, problem: SendProblem): OutboxEntry {
  const last = problem.newer.at(-1);
  const onlyOurs = last !== undefined && problem.newer.every((message) => message.reply_id !== null);
  if (onlyOurs && entry.attempts < MAX_ATTEMPTS) {
    return { ...entry, attempts: entry.attempts + 1, nextTryAt: 0, expectedLastMessageId: last.id };
  }
  return { ...entry, state: 'conflict', failure: problem.failure, newer: problem.newer };
}

function isRepeatable(status: number): boolean {
  return status === 0 || status === 429 || status >= 500;
}

export function pauseBefore(attempt: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), 30_000);
}

/** The entries that may go now: the oldest of each chat, and only while nothing before it needs a person. */
export function sendable(entries: OutboxEntry[], now: number): OutboxEntry[] {
  const first = new Map<string, OutboxEntry>();
  for (const entry of [...entries].sort(inOrder)) {
    if (!first.has(entry.chatId)) first.set(entry.chatId, entry);
  }
  return [...first.values()].filter((entry) => entry.state === 'waiting' && entry.nextTryAt <= now);
}

/** The chats in which a message of this browser waits for a person. */
export function stoppedChats(entries: OutboxEntry[]): ReadonlySet<string> {
  return new Set(entries.filter(({ state }) => state !== 'waiting').map(({ chatId }) => chatId));
}

/** What waits for a person in other chats than this one, with what it holds back. */
export function stoppedEntries(entries: OutboxEntry[], openChat: string | null): OutboxEntry[] {
  const stopped = stoppedChats(entries);
  return entries.filter(({ chatId }) => stopped.has(chatId) && chatId !== openChat);
}

/** When the next repeated request is due, or null when nothing waits for a time. */
export function nextWake(entries: OutboxEntry[], now: number): number | null {
  const times = entries
    .filter((entry) => entry.state === 'waiting' && entry.nextTryAt > now)
    .map((e) => e.nextTryAt);
  return times.length === 0 ? null : Math.min(...times);
}

export function inOrder(a: OutboxEntry, b: OutboxEntry): number {
  return a.createdAt - b.createdAt || a.key.localeCompare(b.key);
}

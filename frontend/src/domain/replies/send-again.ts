import { newUuid } from '@/lib/uuid';
import type { OutboxEntry } from './outbox';
import type { OutboxStore } from './outbox-store';

/**
 * A person decided that a message goes after all: a new request, in the old place, so that nothing written later
 * overtakes it. What waits behind it has the same conversation in sight.
 */
export function sendAgain(store: OutboxStore, entry: OutboxEntry, part: Partial<OutboxEntry> = {}): void {
  const next: OutboxEntry = {
    ...entry,
    key: newUuid(),
    attempts: 0,
    nextTryAt: 0,
    state: 'waiting',
    failure: null,
    newer: [],
    ...part,
  };
  const { expectedLastMessageId } = next;
  const behind = store
    .all()
    .filter((other) => other.chatId === entry.chatId && other.key !== entry.key && other.state === 'waiting')
    .filter((other) => other.expectedLastMessageId === entry.expectedLastMessageId)
    .map((other) => ({ ...other, expectedLastMessageId }));
  store.replace(entry.key, [next, ...behind]);
}

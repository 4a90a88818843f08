import type { ChatEvent, Message, Note, Reply } from '@/api/types';
import type { OutboxEntry } from './outbox';

const GROUP_MS = 5 * 60_000;
const DEEDS_IN_A_ROW = 3;
const DEEDS_LEFT = 2;

export type TimelineItem =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'unread'; key: string }
  | { kind: 'message'; key: string; at: number; message: Message; startsGroup: boolean }
  | { kind: 'reply'; key: string; at: number; reply: Reply; startsGroup: boolean }
  | { kind: 'outbox'; key: string; at: number; entry: OutboxEntry; held: boolean; startsGroup: boolean }
  | { kind: 'note'; key: string; at: number; note: Note }
  | { kind: 'event'; key: string; at: number; event: ChatEvent }
  | { kind: 'deeds'; key: string; at: number; events: ChatEvent[] }
  | { kind: 'system'; key: string; at: number; message: Message };

type Entry = Exclude<TimelineItem, { kind: 'day' | 'unread' }>;

const isDeed = (kind: TimelineItem['kind']): boolean => kind === 'event' || kind === 'deeds';

/** Which article of the feed each item is, from 1; what is no article has the place of the one before it. */
export function articlePlaces(items: TimelineItem[]): number[] {
  let place = 0;
  return items.map(({ kind }) => {
    if (kind !== 'day' && kind !== 'unread' && !isDeed(kind)) place += 1;
    return place;
  });
}

/**
 * One message, one bubble: a reply that the marketplace shows is its message; an open reply is known by its key,
 * so the browser's own copy of it steps back. Sorted by time, messages in the server's order.
 */
export function buildTimeline(options: {
  messages: Message[];
  replies: Reply[];
  outbox: OutboxEntry[];
  notes: Note[];
  events: ChatEvent[];
  /** Older messages are not loaded yet: a note or a deed from their time waits for them. */
  hasOlder: boolean;
  unreadFrom: string | null;
  dayOf: (at: number) => string;
}): TimelineItem[] {
  const shown = new Set(options.messages.flatMap((message) => message.reply_id ?? []));
  const messageIds = new Set(options.messages.map((message) => message.id));
  const replies = options.replies.filter(
    (reply) =>
      reply.state !== 'delivered' &&
      !shown.has(reply.id) &&
      !(reply.message_id !== null && messageIds.has(reply.message_id)),
  );
  const known = new Set(options.replies.map((reply) => reply.key));
  const blocked = new Set(replies.filter((reply) => holdsOthers(reply)).map((reply) => reply.chat_id));

  const outgoing: Entry[] = [
    ...replies.map((reply): Entry => replyItem(reply)),
    ...options.outbox
      .filter((entry) => !known.has(entry.key))
      .map((entry): Entry => {
        const held = blocked.has(entry.chatId) && entry.state === 'waiting';
        if (entry.state !== 'waiting') blocked.add(entry.chatId);
        return {
          kind: 'outbox',
          key: `own-${entry.key}`,
          at: entry.createdAt,
          entry,
          held,
          startsGroup: true,
        };
      }),
    ...teamItems(options.notes, options.events, options.hasOlder ? options.messages[0] : undefined),
  ].sort((a, b) => a.at - b.at);

  const merged = merge(options.messages.map(messageItem), outgoing);
  return withSeparators(foldDeeds(merged), options);
}

function holdsOthers(reply: Reply): boolean {
  return reply.state === 'failed' || reply.state === 'unclear';
}

function replyItem(reply: Reply): Entry {
  return {
    kind: 'reply',
    key: `own-${reply.key}`,
    at: Date.parse(reply.created_at),
    reply,
    startsGroup: true,
  };
}

function teamItems(notes: Note[], events: ChatEvent[], oldestLoaded: Message | undefined): Entry[] {
  const from = oldestLoaded ? Date.parse(oldestLoaded.sent_at) : Number.NEGATIVE_INFINITY;
  const items: Entry[] = [
    ...notes.map(
      (note): Entry => ({ kind: 'note', key: `note-${note.id}`, at: Date.parse(note.created_at), note }),
    ),
    ...events.map(
      (event): Entry => ({ kind: 'event', key: `event-${event.id}`, at: Date.parse(event.at), event }),
    ),
  ];
  return items.filter((item) => item.at >= from);
}

// The same item for the same message as long as nothing about it changes: what stands is not drawn anew.
const standing = new WeakMap<Message, Entry>();
const following = new WeakMap<Message, Entry>();

function kept(items: WeakMap<Message, Entry>, message: Message, make: () => Entry): Entry {
  const known = items.get(message);
  if (known) return known;
  const item = make();
  items.set(message, item);
  return item;
}

const messageItem = (message: Message): Entry => kept(standing, message, () => newItem(message));

function newItem(message: Message): Entry {
  const at = Date.parse(message.sent_at);
  if (message.is_duplicate) return { kind: 'system', key: `message-${message.id}`, at, message };
  if (message.author !== 'buyer' && message.author !== 'seller' && message.author !== 'automatic') {
    return { kind: 'system', key: `message-${message.id}`, at, message };
  }
  return { kind: 'message', key: `message-${message.id}`, at, message, startsGroup: true };
}

/** Keeps the server's order of messages and lays what is on its way between them by time. */
function merge(messages: Entry[], outgoing: Entry[]): Entry[] {
  const result: Entry[] = [];
  let next = 0;
  for (const message of messages) {
    for (let item = outgoing[next]; item && item.at < message.at; item = outgoing[next]) {
      result.push(item);
      next += 1;
    }
    result.push(message);
  }
  return [...result, ...outgoing.slice(next)];
}

/** Of more than three deeds in a row the newest two stand for themselves: the others must not bury what was said. */
function foldDeeds(entries: Entry[]): Entry[] {
  const result: Entry[] = [];
  let run: Extract<Entry, { kind: 'event' }>[] = [];
  const endRun = () => {
    const folded = run.length > DEEDS_IN_A_ROW ? run.splice(0, run.length - DEEDS_LEFT) : [];
    const [first] = folded;
    if (first) {
      const events = folded.map(({ event }) => event);
      result.push({ kind: 'deeds', key: `deeds-${first.event.id}`, at: first.at, events });
    }
    result.push(...run);
    run = [];
  };
  for (const entry of entries) {
    if (entry.kind === 'event') run.push(entry);
    else {
      endRun();
      result.push(entry);
    }
  }
  endRun();
  return result;
}

function withSeparators(
  entries: Entry[],
  { unreadFrom, dayOf }: { unreadFrom: string | null; dayOf: (at: number) => string },
): TimelineItem[] {
  const items: TimelineItem[] = [];
  let previous: Entry | null = null;
  let dayBefore: string | null = null;
  for (const entry of entries) {
    const day = dayOf(entry.at);
    const newDay = day !== dayBefore;
    dayBefore = day;
    if (newDay) items.push({ kind: 'day', key: `day-${day}`, at: entry.at });
    const unread = unreadFrom !== null && 'message' in entry && entry.message.id === unreadFrom;
    if (unread) items.push({ kind: 'unread', key: 'unread' });
    items.push(
      'startsGroup' in entry ? inGroup(entry, newDay || unread || !sameGroup(previous, entry)) : entry,
    );
    previous = entry;
  }
  return items;
}

function inGroup(entry: Extract<Entry, { startsGroup: boolean }>, startsGroup: boolean): Entry {
  if (startsGroup) return entry;
  const make = (): Entry => ({ ...entry, startsGroup });
  return entry.kind === 'message' ? kept(following, entry.message, make) : make();
}

function sameGroup(previous: Entry | null, entry: Entry): boolean {
  return previous !== null && voice(previous) === voice(entry) && entry.at - previous.at < GROUP_MS;
}

function voice(entry: Entry): string {
  if (entry.kind === 'message') return `${entry.message.author}:${entry.message.author_name ?? ''}`;
  if (entry.kind === 'reply') return `seller:${entry.reply.author_name}`;
  return entry.kind;
}

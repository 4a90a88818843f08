import { describe, expect, it } from 'vitest';
import { makeNote } from '@/testing/desk-handlers';
import { at, makeMessage, makeReply, NOW } from '@/testing/factories';
import { newEntry, type OutboxEntry } from './outbox';
import { articlePlaces, buildTimeline, type TimelineItem } from './timeline';

const dayOf = (moment: number) => new Date(moment).toISOString().slice(0, 10);

const entry = (key: string, minutes: number, part: Partial<OutboxEntry> = {}): OutboxEntry => ({
  ...newEntry(
    { text: 'Отправим' },
    { key, chatId: 'c1', expectedLastMessageId: null, createdAt: NOW + minutes * 60_000 },
  ),
  ...part,
});

const deed = (id: string, minutes: number) =>
  ({ id, kind: 'closed', by: 'Ирина', at: at(minutes), until: null, assignee_name: null }) as const;

function timeline(part: Partial<Parameters<typeof buildTimeline>[0]>): TimelineItem[] {
  return buildTimeline({
    messages: [],
    replies: [],
    outbox: [],
    notes: [],
    events: [],
    hasOlder: false,
    unreadFrom: null,
    dayOf,
    ...part,
  });
}

const keys = (items: TimelineItem[]) => items.filter((item) => item.kind !== 'day').map((item) => item.key);

describe('buildTimeline', () => {
  it('shows one bubble from the click to the delivery', () => {
    const own = entry('k1', 0);
    const reply = makeReply({ id: 'r1', key: 'k1', created_at: at(0) });
    const message = makeMessage({ id: 'm9', author: 'seller', reply_id: 'r1', sent_at: at(0.1) });

    expect(keys(timeline({ outbox: [own] }))).toEqual(['own-k1']);
    expect(keys(timeline({ outbox: [own], replies: [reply] }))).toEqual(['own-k1']);
    expect(keys(timeline({ replies: [{ ...reply, state: 'accepted' }], messages: [message] }))).toEqual([
      'message-m9',
    ]);
    expect(keys(timeline({ replies: [{ ...reply, state: 'delivered', message_id: 'm9' }] }))).toEqual([]);
  });

  it('keeps the order of the server and lays replies between by time', () => {
    const messages = [
      makeMessage({ id: 'm1', sent_at: at(-10) }),
      makeMessage({ id: 'm2', sent_at: at(-2) }),
    ];
    const failed = makeReply({ id: 'r1', key: 'k1', state: 'failed', created_at: at(-5) });

    const items = timeline({ messages, replies: [failed], outbox: [entry('k2', 0)] });

    expect(keys(items)).toEqual(['message-m1', 'own-k1', 'message-m2', 'own-k2']);
  });

  it('holds what was written after a failed message', () => {
    const failed = makeReply({ key: 'k1', state: 'failed', created_at: at(-5) });

    const items = timeline({ replies: [failed], outbox: [entry('k2', 0)] });

    expect(items.at(-1)).toMatchObject({ kind: 'outbox', held: true });
  });

  it('separates days and marks the first unread message', () => {
    const messages = [
      makeMessage({ id: 'm1', sent_at: at(-24 * 60) }),
      makeMessage({ id: 'm2', sent_at: at(-5) }),
    ];

    const items = timeline({ messages, unreadFrom: 'm2' });

    expect(items.map((item) => item.kind)).toEqual(['day', 'message', 'day', 'unread', 'message']);
  });

  it('groups one voice within five minutes', () => {
    const messages = [
      makeMessage({ id: 'm1', sent_at: at(-20) }),
      makeMessage({ id: 'm2', sent_at: at(-16) }),
      makeMessage({ id: 'm3', sent_at: at(-10) }),
      makeMessage({ id: 'm4', author: 'seller', sent_at: at(-9) }),
    ];

    const starts = timeline({ messages }).flatMap((item) => ('startsGroup' in item ? item.startsGroup : []));

    expect(starts).toEqual([true, false, true, true]);
  });

  it('tells what neither side wrote, and an answer shown twice, in a line', () => {
    const messages = [
      makeMessage({ id: 'm1', author: 'support' }),
      makeMessage({ id: 'm2', author: 'seller', is_duplicate: true }),
    ];

    expect(timeline({ messages }).map((item) => item.kind)).toEqual(['day', 'system', 'system']);
  });

  it('lays notes and deeds between messages by time, and keeps back those older than what is loaded', () => {
    const messages = [
      makeMessage({ id: 'm1', sent_at: at(-10) }),
      makeMessage({ id: 'm2', sent_at: at(-2) }),
    ];
    const notes = [makeNote({ id: 'n2', created_at: at(-5) }), makeNote({ id: 'n1', created_at: at(-60) })];

    expect(keys(timeline({ messages, notes, events: [deed('e1', -4)] }))).toEqual([
      'note-n1',
      'message-m1',
      'note-n2',
      'event-e1',
      'message-m2',
    ]);
    expect(keys(timeline({ messages, notes, events: [], hasOlder: true }))).toEqual([
      'message-m1',
      'note-n2',
      'message-m2',
    ]);
  });

  it.each([
    { deeds: 3, shown: ['event-e1', 'event-e2', 'event-e3'], folded: [] },
    { deeds: 4, shown: ['deeds-e1', 'event-e3', 'event-e4'], folded: ['e1', 'e2'] },
    { deeds: 6, shown: ['deeds-e1', 'event-e5', 'event-e6'], folded: ['e1', 'e2', 'e3', 'e4'] },
  ])('folds $deeds deeds in a row, and no place among the articles is theirs', ({ deeds, shown, folded }) => {
    const messages = [
      makeMessage({ id: 'm1', sent_at: at(-60) }),
      makeMessage({ id: 'm2', sent_at: at(-40) }),
    ];
    const events = Array.from({ length: deeds }, (_, index) => deed(`e${index + 1}`, index - 59));

    const items = timeline({ messages, events: [...events, deed('e8', -20), deed('e9', -19)] });

    expect(keys(items)).toEqual(['message-m1', ...shown, 'message-m2', 'event-e8', 'event-e9']);
    expect(items.flatMap((item) => (item.kind === 'deeds' ? item.events.map(({ id }) => id) : []))).toEqual(
      folded,
    );
    expect(articlePlaces(items)).toEqual([0, 1, 1, 1, 1, 2, 2, 2]);
  });

  it('gives the same items for messages that stand when older ones arrive', () => {
    const messages = [
      makeMessage({ id: 'm2', sent_at: at(-5) }),
      makeMessage({ id: 'm3', sent_at: at(-4) }),
      makeMessage({ id: 'm4', sent_at: at(-3) }),
    ];
    const older = makeMessage({ id: 'm1', sent_at: at(-6) });

    const before = timeline({ messages });
    const after = timeline({ messages: [older, ...messages] });

    expect(before.map((item) => item.key)).toEqual([
      expect.stringMatching('day'),
      'message-m2',
      'message-m3',
      'message-m4',
    ]);
    expect(after.at(-1)).toBe(before.at(-1));
    expect(after.at(-2)).toBe(before.at(-2));
    expect(after.at(-3)).toMatchObject({ key: 'message-m2', startsGroup: false });
  });
});

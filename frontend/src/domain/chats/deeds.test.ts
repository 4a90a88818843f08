import { expect, it } from 'vitest';
import { at, makeChat } from '@/testing/factories';
import { type ChatDeed, wayBack } from './deeds';

const SNOOZED = { status: 'snoozed', snoozed_until: at(90) } as const;
const irina = { id: '2', name: 'Ирина Лугова' };

it.each<[string, Parameters<typeof makeChat>[0], ChatDeed, ChatDeed | null]>([
  ['an open chat that was closed', {}, { kind: 'close' }, { kind: 'reopen' }],
  ['a chat put off that was closed', SNOOZED, { kind: 'close' }, { kind: 'snooze', until: at(90) }],
  ['a closed chat, closed again', { status: 'closed' }, { kind: 'close' }, null],
  ['a chat put off anew', SNOOZED, { kind: 'snooze', until: at(300) }, { kind: 'snooze', until: at(90) }],
  ['a chat of nobody', {}, { kind: 'assign', assignee: irina }, { kind: 'assign', assignee: null }],
  ['a chat that is hers already', { assignee: irina }, { kind: 'assign', assignee: irina }, null],
  ['a chat that was read', {}, { kind: 'unread' }, { kind: 'read' }],
  ['a chat that was unread', { unread_count: 2 }, { kind: 'unread' }, null],
  ['a chat that needs no answer', {}, { kind: 'waive' }, { kind: 'unwaive' }],
])('knows the way back of %s', (_name, part, deed, back) => {
  expect(wayBack(makeChat(part), deed)).toEqual(back);
});

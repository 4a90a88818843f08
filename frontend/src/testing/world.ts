import type {
  ApiKey,
  BulkResult,
  Change,
  Chat,
  ChatAccount,
  ChatContext,
  ChatEvent,
  Company,
  Draft,
  FilledTemplate,
  Me,
  Message,
  Note,
  Reply,
  SavedView,
  SyncRun,
  Template,
} from '@/api/types';
import { type Doors, makeDoors } from './access-handlers';
import { makeContext } from './context-factory';
import { makeAccount, makeChat, makeMe, makeMessage } from './factories';
import { makePeople, type People } from './member-handlers';
import { makeNotices, type Notices } from './notification-handlers';
import { makeOrganisation, type Organisation } from './organisation-handlers';
import { makePromises, type Promises } from './policy-handlers';
import { makeReports, type Reports } from './report-factories';
import { makeKeptTemplate } from './template-handlers';

/** What the imagined server knows. Tests change it and look at what it was told. */
export type World = {
  signedIn: boolean;
  password: string;
  me: Me;
  accounts: ChatAccount[];
  chats: Chat[];
  messages: Map<string, Message[]>;
  replies: Reply[];
  drafts: Map<string, Draft>;
  notes: Note[];
  events: { chatId: string; event: ChatEvent }[];
  templates: FilledTemplate[];
  others: Company['others'];
  views: SavedView[];
  context: ChatContext;
  /** What a bulk action refuses, by chat. */
  refusals: Map<string, BulkResult['error']>;
  keys: ApiKey[];
  runs: SyncRun[];
  changes: Change[];
  received: { key: string; body: Record<string, unknown> }[];
  pictures: Map<string, string>;
  reports: Reports;
  notices: Notices;
  promises: Promises;
  people: People;
  organisation: Organisation;
  doors: Doors;
  keptTemplates: Template[];
};

export function makeWorld(part: Partial<World> = {}): World {
  const account = makeAccount({ id: 'a1', fresh_at: new Date().toISOString() });
  const chat = makeChat({ id: 'c1', unread_count: 1 });
  return {
    signedIn: true,
    password: 'right-password',
    me: makeMe(),
    accounts: [account],
    chats: [chat],
    messages: new Map([['c1', [makeMessage({ id: 'm1', chat_id: 'c1', unread: true })]]]),
    replies: [],
    drafts: new Map(),
    notes: [],
    events: [],
    templates: [],
    others: [],
    views: [],
    context: makeContext(),
    refusals: new Map(),
    keys: [],
    runs: [],
    changes: [],
    received: [],
    pictures: new Map(),
    reports: makeReports(),
    notices: makeNotices(),
    promises: makePromises(),
    people: makePeople(),
    organisation: makeOrganisation(),
    doors: makeDoors(),
    keptTemplates: [makeKeptTemplate()],
    ...part,
  };
}

/** Records a change in the feed, as the server does with every commit. */
export function announce(world: World, change: Partial<Change> & Pick<Change, 'kind'>): void {
  world.changes.push({
    seq: `${world.changes.length + 1}`,
    chat_account_id: null,
    chat_id: null,
    message_id: null,
    reply_id: null,
    notification_id: null,
    at: new Date().toISOString(),
    ...change,
  });
}

/** The buyer writes: message, chat and feed move together. */
export function buyerWrites(world: World, chatId: string, text: string): Message {
  const message = makeMessage({ chat_id: chatId, text, unread: true, sent_at: new Date().toISOString() });
  world.messages.set(chatId, [...(world.messages.get(chatId) ?? []), message]);
  world.chats = world.chats.map((chat) =>
    chat.id === chatId
      ? {
          ...chat,
          unread_count: chat.unread_count + 1,
          preview: text,
          last_author: 'buyer',
          last_message_at: message.sent_at,
          last_message_id: message.id,
        }
      : chat,
  );
  announce(world, { kind: 'message.created', chat_id: chatId, message_id: message.id });
  announce(world, { kind: 'chat.updated', chat_id: chatId });
  return message;
}

import { type ComponentType, createContext, useContext } from 'react';
import type { Chat, ChatAccount, ChatEvent, Message, Note } from '@/api/types';
import type { TimelineItem } from '@/domain/replies/timeline';

/** What is on its way to the buyer, in this browser or at the server. */
export type OwnBubbleProps = {
  item: Extract<TimelineItem, { kind: 'reply' | 'outbox' }>;
  name: string;
  chat: Chat;
};

/** What stands in a conversation and is not needed to read it: each comes on its own, after the first paint. */
export type ConversationParts = {
  HeadActions: ComponentType<{ chat: Chat }>;
  Company: ComponentType<{ chatId: string }>;
  Find: ComponentType<{ chatId: string }>;
  StateLine: ComponentType<{ chat: Chat }>;
  Composer: ComponentType<{ chat: Chat; account: ChatAccount | undefined }>;
  NoteBubble: ComponentType<{ note: Note; at: number }>;
  EventLine: ComponentType<{ event: ChatEvent; at: number }>;
  DeedLines: ComponentType<{ events: ChatEvent[] }>;
  LiveLog: ComponentType<{ messages: Message[]; events: ChatEvent[] | undefined }>;
  OwnBubble: ComponentType<OwnBubbleProps>;
};

export const Parts = createContext<ConversationParts | null>(null);

export function useParts(): ConversationParts {
  const parts = useContext(Parts);
  if (!parts) throw new Error('useParts needs its parts');
  return parts;
}

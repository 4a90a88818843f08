import { type ComponentType, createContext, useContext } from 'react';
import type { Chat, ChatAccount, Note } from '@/api/types';

/** What stands in a conversation and is not needed to read it: each comes on its own, after the first paint. */
export type ConversationParts = {
  HeadActions: ComponentType<{ chat: Chat }>;
  Company: ComponentType<{ chatId: string }>;
  Find: ComponentType<{ chatId: string }>;
  StateLine: ComponentType<{ chat: Chat }>;
  Composer: ComponentType<{ chat: Chat; account: ChatAccount | undefined }>;
  NoteBubble: ComponentType<{ note: Note; at: number }>;
};

export const Parts = createContext<ConversationParts | null>(null);

export function useParts(): ConversationParts {
  const parts = useContext(Parts);
  if (!parts) throw new Error('useParts needs its parts');
  return parts;
}

import type { ChatListQuery } from '@/api/types';

/** Names of everything kept in the query cache about chats, in one place so that nothing misses an update. */
export const chatKeys = {
  lists: ['chats'] as const,
  list: (query: ChatListQuery) => ['chats', query] as const,
  counts: ['chat-counts'] as const,
  countsFor: (query: ChatListQuery) => ['chat-counts', query] as const,
  chat: (id: string) => ['chat', id] as const,
  messages: (id: string) => ['messages', id] as const,
  replies: (id: string) => ['replies', id] as const,
  notes: (id: string) => ['notes', id] as const,
  events: (id: string) => ['chat-events', id] as const,
  /** Apart from the lists, whose pages are changed where they stand. */
  ofBuyer: (buyerId: string) => ['buyer-chats', buyerId] as const,
  context: (id: string) => ['chat-context', id] as const,
  /** Renewed with every answer of the change feed, while a list shows it. */
  companies: ['companies'] as const,
  company: (id: string) => ['company', id] as const,
  templates: (id: string) => ['chat-templates', id] as const,
};

export const accountKeys = {
  all: ['chat-accounts'] as const,
  one: (id: string) => ['chat-account', id] as const,
  runs: (id: string) => ['sync-runs', id] as const,
};

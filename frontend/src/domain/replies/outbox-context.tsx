import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';
import type { OutboxEntry } from './outbox';
import type { OutboxStore } from './outbox-store';

const Context = createContext<OutboxStore | null>(null);

export function OutboxProvider({ store, children }: { store: OutboxStore; children: ReactNode }) {
  return <Context value={store}>{children}</Context>;
}

export function useOutbox(): OutboxStore {
  const store = useContext(Context);
  if (!store) throw new Error('useOutbox needs an OutboxProvider');
  return store;
}

export function useOutboxEntries(): OutboxEntry[] {
  const store = useOutbox();
  return useSyncExternalStore(store.subscribe, store.all);
}

export function useChatOutbox(chatId: string): OutboxEntry[] {
  const all = useOutboxEntries();
  return useMemo(() => all.filter((entry) => entry.chatId === chatId), [all, chatId]);
}

import { useSyncExternalStore } from 'react';
import { keysWith, readJson, writeJson } from '@/lib/storage';

export type Draft = { text: string; at: number };

const listeners = new Set<() => void>();
const announce = () => {
  for (const listener of listeners) listener();
};

const draftKey = (storageKey: string, chatId: string) => `${storageKey}:draft:${chatId}`;

export function readDraft(storageKey: string, chatId: string): string {
  return readJson<Draft>(draftKey(storageKey, chatId))?.text ?? '';
}

export function writeDraft(storageKey: string, chatId: string, text: string): void {
  const key = draftKey(storageKey, chatId);
  if (text.trim() === '') writeJson(key, null);
  else writeJson(key, { text, at: Date.now() } satisfies Draft);
  announce();
}

export function listDrafts(storageKey: string): { chatId: string; text: string }[] {
  const prefix = `${storageKey}:draft:`;
  return keysWith(prefix).flatMap((key) => {
    const draft = readJson<Draft>(key);
    return draft ? [{ chatId: key.slice(prefix.length), text: draft.text }] : [];
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** The kept draft of a chat, followed across tabs; the list shows it as «Черновик:». */
export function useDraftText(storageKey: string, chatId: string): string {
  return useSyncExternalStore(subscribe, () => readDraft(storageKey, chatId));
}

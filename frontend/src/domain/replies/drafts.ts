import { useSyncExternalStore } from 'react';
import { keysWith, readJson, writeJson } from '@/lib/storage';

/** A draft as this device has it. `unsaved`: the server does not have this text yet. */
export type LocalDraft = { text: string; at: number; version: number; unsaved: boolean };

const listeners = new Set<() => void>();
const announce = () => {
  for (const listener of listeners) listener();
};

const draftKey = (storageKey: string, chatId: string) => `${storageKey}:draft:${chatId}`;

export function readDraft(storageKey: string, chatId: string): LocalDraft | null {
  const kept = readJson<Partial<LocalDraft>>(draftKey(storageKey, chatId));
  if (typeof kept?.text !== 'string') return null;
  return { text: kept.text, at: kept.at ?? 0, version: kept.version ?? 0, unsaved: kept.unsaved ?? true };
}

/** What is empty here and at the server leaves no trace. */
export function writeDraft(storageKey: string, chatId: string, draft: LocalDraft): void {
  const nothing = draft.text.trim() === '' && !draft.unsaved;
  writeJson(draftKey(storageKey, chatId), nothing ? null : draft);
  announce();
}

/** Whether this person has texts on this device that the server does not have. */
export function hasUnsavedDrafts(prefix: string): boolean {
  return keysWith(prefix).some((key) => {
    if (/:note(-edit)?:/.test(key)) return true;
    if (!key.includes(':draft:')) return false;
    const kept = readJson<Partial<LocalDraft>>(key);
    return (kept?.unsaved ?? true) && (kept?.text ?? '').trim() !== '';
  });
}

export function followDrafts(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('storage', announce);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('storage', announce);
  };
}

/** What was typed here and is ahead of the server, followed across tabs; null when the server knows better. */
export function useUnsavedText(storageKey: string, chatId: string): string | null {
  return useSyncExternalStore(followDrafts, () => {
    const draft = readDraft(storageKey, chatId);
    return draft?.unsaved ? draft.text : null;
  });
}

import { useSyncExternalStore } from 'react';
import { followDrafts, readDraft, writeDraft } from './drafts';

const NEVER_SAVED = { text: '', at: 0, version: 0 };

/** A text that comes back stands before what was written since. */
export function joinTexts(returned: string, written: string): string {
  return written.trim() === '' ? returned : `${returned}\n\n${written}`;
}

/** Keeps a text on this device for a chat whose composer is not open: it is taken up there, and saved, when it is. */
export function addToDraft(storageKey: string, chatId: string, text: string): void {
  const known = readDraft(storageKey, chatId) ?? NEVER_SAVED;
  writeDraft(storageKey, chatId, {
    ...known,
    text: joinTexts(text, known.text),
    at: Math.max(Date.now(), known.at + 1),
    unsaved: true,
  });
}

/** What this device keeps for a chat in which nobody can write now. */
export function useKeptDraft(storageKey: string, chatId: string): string {
  return useSyncExternalStore(followDrafts, () => readDraft(storageKey, chatId)?.text ?? '');
}

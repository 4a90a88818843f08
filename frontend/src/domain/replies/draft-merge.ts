import type { Draft } from '@/api/types';
import type { LocalDraft } from './drafts';

export type Merge = 'same' | 'take' | 'save' | 'conflict';

/** What becomes of two drafts of one person in one chat. A text is given up only where the other one contains it. */
export function mergeDrafts(local: LocalDraft, server: Pick<Draft, 'text' | 'version'>): Merge {
  if (local.text === server.text) return 'same';
  if (!local.unsaved) return 'take';
  if (server.version === local.version || server.text.trim() === '') return 'save';
  return local.text.trim() === '' ? 'take' : 'conflict';
}

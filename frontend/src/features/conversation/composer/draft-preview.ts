import type { Chat, Draft } from '@/api/types';

const LENGTH = 200;

/** How a draft stands at the row of its chat. */
export function draftPreview({ text, updated_at }: Draft): Chat['draft'] {
  return text.trim() === '' || updated_at === null ? null : { text: text.slice(0, LENGTH), updated_at };
}

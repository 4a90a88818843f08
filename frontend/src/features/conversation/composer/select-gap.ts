import { selectWhenDrawn } from '@/lib/select-when-drawn';
import { nextGap } from './templates/variables';

/** Selects the next variable that must be filled in; false when there is none behind the place. */
export function selectGap(field: HTMLTextAreaElement | null, from: number): boolean {
  const gap = field ? nextGap(field.value, from) : undefined;
  if (!field || !gap) return false;
  field.focus();
  // The text may have come this moment: what is selected must be what is drawn.
  selectWhenDrawn(field, field.value, gap.start, gap.end);
  return true;
}

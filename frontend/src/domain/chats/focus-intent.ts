import { createStore } from '@/lib/event-store';

/** Where the focus should land once the chat that was just opened is on the screen. */
export const focusIntent = createStore<'composer' | 'heading' | null>(null);

export function takeFocusIntent(place: 'composer' | 'heading'): boolean {
  if (focusIntent.get() !== place) return false;
  focusIntent.set(null);
  return true;
}

import { useSyncExternalStore } from 'react';
import { readText, writeText } from '@/lib/storage';

export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'aiq:theme';
const CHANGES = [KEY, 'storage'];

/** The theme that was chosen on this device, here or in another tab. */
export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, themeChoice);

/** The blocking script in public/theme.js listens to this event and is the one place that applies a theme. */
export function chooseTheme(choice: ThemeChoice): void {
  writeText(KEY, choice === 'system' ? null : choice);
  window.dispatchEvent(new Event(KEY));
}

function themeChoice(): ThemeChoice {
  const value = readText(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}

function subscribe(listener: () => void): () => void {
  for (const name of CHANGES) window.addEventListener(name, listener);
  return () => {
    for (const name of CHANGES) window.removeEventListener(name, listener);
  };
}

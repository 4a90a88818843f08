import { useSyncExternalStore } from 'react';
import { createStore } from '@/lib/event-store';
import { readJson, readText, writeJson, writeText } from '@/lib/storage';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type Preferences = { sendWith: 'ctrl-enter' | 'enter'; singleKeys: boolean; context: boolean };

const KEY = 'aiq:preferences';
const DEFAULTS: Preferences = { sendWith: 'ctrl-enter', singleKeys: true, context: true };
const store = createStore<Preferences>({ ...DEFAULTS, ...readJson<Partial<Preferences>>(KEY) });

export function setPreferences(change: Partial<Preferences>): void {
  const next = { ...store.get(), ...change };
  store.set(next);
  writeJson(KEY, next);
}

export const usePreferences = (): Preferences => useSyncExternalStore(store.subscribe, store.get);

export function themeChoice(): ThemeChoice {
  const value = readText('aiq:theme');
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** The blocking script in public/theme.js listens to this event and is the one place that applies a theme. */
export function chooseTheme(choice: ThemeChoice): void {
  writeText('aiq:theme', choice === 'system' ? null : choice);
  window.dispatchEvent(new Event('aiq:theme'));
}

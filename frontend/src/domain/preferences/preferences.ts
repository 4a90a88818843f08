import { useSyncExternalStore } from 'react';
import { createStore } from '@/lib/event-store';
import { readJson, writeJson } from '@/lib/storage';

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

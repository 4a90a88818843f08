import { readJson, writeJson } from '@/lib/storage';

const KEEP = 8;
const keyOf = (storageKey: string) => `${storageKey}:commands`;

/** The commands used last, the newest first. */
export const recentCommands = (storageKey: string): string[] => readJson<string[]>(keyOf(storageKey)) ?? [];

export function rememberCommand(storageKey: string, id: string): void {
  const others = recentCommands(storageKey).filter((other) => other !== id);
  writeJson(keyOf(storageKey), [id, ...others].slice(0, KEEP));
}

import { keysWith, readText, writeText } from '@/lib/storage';

const LAST_WORKSPACE = 'aiq:last-workspace';

export const lastWorkspace = (): string | null => readText(LAST_WORKSPACE);
export const rememberWorkspace = (slug: string): boolean => writeText(LAST_WORKSPACE, slug);

/** Removes everything a person wrote on this device; what concerns only the device (theme, language) stays. */
export function forgetPerson(userId: string): void {
  for (const key of keysWith(`aiq:${userId}:`)) writeText(key, null);
  writeText(LAST_WORKSPACE, null);
}

import type { ApiKey, ApiScope } from '@/api/types';

/** A key as it is being filled in; no accounts and no networks mean no limit. */
export type KeyDraft = { name: string; scopes: ApiScope[]; accounts: string[]; networks: string };

export const draftOf = (key: ApiKey | null): KeyDraft => ({
  name: key?.name ?? '',
  scopes: key?.scopes ?? ['chats:read'],
  accounts: key?.chat_accounts ?? [],
  networks: key?.networks.join('\n') ?? '',
});

export const isReady = (draft: KeyDraft): boolean => draft.name.trim() !== '' && draft.scopes.length > 0;

/** A key that still opens something; the others are history. */
export const isLive = (key: ApiKey, now: number): boolean =>
  key.revoked_at === null &&
  [key.expires_at, key.replaced_at].every((end) => end === null || Date.parse(end) > now);

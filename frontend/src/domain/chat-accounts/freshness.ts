import type { ChatAccount } from '@/api/types';

const MINUTE = 60_000;
const LAG_AFTER_MS = 2 * MINUTE;
const STALE_AFTER_MS = 10 * MINUTE;

export type Freshness = 'ok' | 'lag' | 'stopped';

export const isConnected = (account: ChatAccount): boolean => account.disconnected_at === null;

const isRead = (account: ChatAccount): boolean => account.state === 'active' && account.can_read_history;

/** Under 2 min fresh, up to 10 min lagging, then stopped; an account that cannot be read is stopped at once. */
export function freshnessOf(account: ChatAccount, now: number): Freshness {
  if (!isConnected(account) || !isRead(account)) return 'stopped';
  const age = ageOf(account, now);
  if (age > STALE_AFTER_MS) return 'stopped';
  return age > LAG_AFTER_MS ? 'lag' : 'ok';
}

export function ageOf(account: Pick<ChatAccount, 'fresh_at' | 'connected_at'>, now: number): number {
  return now - Date.parse(account.fresh_at ?? account.connected_at);
}

/** Since when nothing more is known of an account that should be read; null while it is fresh enough. */
export function staleSince(account: ChatAccount, now: number): number | null {
  const stale = isConnected(account) && freshnessOf(account, now) === 'stopped';
  return stale && account.fresh_at !== null ? Date.parse(account.fresh_at) : null;
}

/** The moment up to which everything shown is known: the oldest of the accounts that are being read. */
export function oldestFreshAt(accounts: ChatAccount[]): number | null {
  const times = accounts
    .filter((account) => isConnected(account) && isRead(account) && account.fresh_at !== null)
    .map((account) => Date.parse(account.fresh_at ?? ''));
  return times.length === 0 ? null : Math.min(...times);
}

/** The import worth telling of: one that goes on, while nothing that is shown is late. */
export function importToShow(accounts: ChatAccount[], now: number): ChatAccount | undefined {
  const at = oldestFreshAt(accounts);
  if (at !== null && now - at > LAG_AFTER_MS) return undefined;
  return accounts.find(
    (account) =>
      isConnected(account) &&
      isRead(account) &&
      account.import.state === 'running' &&
      account.last_error_code === null,
  );
}

export type AccountTrouble =
  | { kind: 'key' | 'blocked' | 'subscription' | 'closed'; account: ChatAccount }
  | { kind: 'stale'; account: ChatAccount; minutes: number };

const WEIGHT: Record<AccountTrouble['kind'], number> = {
  blocked: 0,
  key: 1,
  subscription: 2,
  closed: 3,
  stale: 4,
};

/** The one trouble worth a banner: the heaviest, then the longest. */
export function worstTrouble(accounts: ChatAccount[], now: number): AccountTrouble | null {
  const troubles = accounts.filter(isConnected).flatMap((account): AccountTrouble[] => {
    if (account.state === 'needs_key') return [{ kind: 'key', account }];
    if (account.state === 'blocked') return [{ kind: 'blocked', account }];
    if (account.state === 'needs_subscription') return [{ kind: 'subscription', account }];
    if (account.state === 'active' && !account.can_read_history) return [{ kind: 'closed', account }];
    if (account.state !== 'active' || account.import.state === 'pending') return [];
    const age = ageOf(account, now);
    return age > STALE_AFTER_MS ? [{ kind: 'stale', account, minutes: Math.floor(age / MINUTE) }] : [];
  });
  troubles.sort((a, b) => WEIGHT[a.kind] - WEIGHT[b.kind]);
  return troubles[0] ?? null;
}

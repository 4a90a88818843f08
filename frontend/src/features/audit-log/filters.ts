export const WHO = ['anybody', 'member', 'api_key', 'system'] as const;
export const PERIODS = ['all', '1', '7', '30'] as const;

export type LogFilters = {
  /** The beginning of an action's name: `member.`; empty for all. */
  kind: string;
  who: (typeof WHO)[number];
  /** One person, with the name to show. */
  user: { id: string; name: string } | null;
  days: (typeof PERIODS)[number];
};

/** The address is the state of the page: a copied link shows the same part of the log. */
export function readLog(params: URLSearchParams): LogFilters {
  const id = params.get('user');
  const who = params.get('who');
  const days = params.get('days');
  return {
    kind: params.get('kind') ?? '',
    who: WHO.find((known) => known === who) ?? 'anybody',
    user: id === null ? null : { id, name: params.get('name') ?? id },
    days: PERIODS.find((known) => known === days) ?? 'all',
  };
}

export function writeLog(filters: LogFilters): string {
  const params = new URLSearchParams();
  if (filters.kind !== '') params.set('kind', filters.kind);
  if (filters.who !== 'anybody') params.set('who', filters.who);
  if (filters.user !== null) {
    params.set('user', filters.user.id);
    params.set('name', filters.user.name);
  }
  if (filters.days !== 'all') params.set('days', filters.days);
  return params.toString();
}

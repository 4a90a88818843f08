export const SHOWN = [
  'all',
  'answered',
  'met',
  'late',
  'missed',
  'lost',
  'closed_unanswered',
  'never_answered',
  'waived',
  'open',
  'within_24h',
] as const;
export type Shown = (typeof SHOWN)[number];

/** Which figure is opened: the chats behind it. */
export type Drill = {
  shown: Shown;
  baseline: boolean;
  account: string | null;
  kind: Kind | null;
  member: string | null;
  hour: string | null;
};
export type Kind = 'first' | 'next';

export type ReportFilters = {
  days: '14' | '28';
  account: string | null;
  kind: Kind | null;
  clock: 'calendar' | 'working';
};

/** The address is the state of the page: a copied link opens the same figures. */
export function readReport(params: URLSearchParams): ReportFilters {
  return {
    days: params.get('days') === '14' ? '14' : '28',
    account: params.get('account'),
    kind: kindOf(params.get('kind')),
    clock: params.get('clock') === 'working' ? 'working' : 'calendar',
  };
}

export function readDrill(params: URLSearchParams): Drill | null {
  const shown = SHOWN.find((known) => known === params.get('show'));
  if (!shown) return null;
  return {
    shown,
    baseline: params.get('of') === 'baseline',
    account: params.get('in'),
    kind: kindOf(params.get('only')),
    member: params.get('member'),
    hour: params.get('hour'),
  };
}

export function reportSearch(filters: ReportFilters, drill: Partial<Drill> | null = null): string {
  const params = new URLSearchParams();
  if (filters.days !== '28') params.set('days', filters.days);
  if (filters.account !== null) params.set('account', filters.account);
  if (filters.kind !== null) params.set('kind', filters.kind);
  if (filters.clock !== 'calendar') params.set('clock', filters.clock);
  if (drill) {
    params.set('show', drill.shown ?? 'all');
    if (drill.baseline) params.set('of', 'baseline');
    if (drill.account) params.set('in', drill.account);
    if (drill.kind) params.set('only', drill.kind);
    if (drill.member) params.set('member', drill.member);
    if (drill.hour) params.set('hour', drill.hour);
  }
  return `?${params}`;
}

const kindOf = (value: string | null): Kind | null => (value === 'first' || value === 'next' ? value : null);

import type {
  Baseline,
  Figures,
  MarketplaceRating,
  RatedAccount,
  RatingReason,
  ReportedObligation,
  ResponseTimes,
  WorstChat,
} from '@/api/types';
import { at } from './factories';

/** What the imagined server answers to the reports, and what it was asked. */
export type Reports = {
  times: ResponseTimes;
  groups: Record<string, ResponseTimes['groups']>;
  baseline: Baseline;
  obligations: ReportedObligation[];
  worst: WorstChat[];
  ratings: RatedAccount[];
  reasons: RatingReason[];
  asked: URL[];
};

const DAY = 24 * 60;

/** Of so many questions nine in ten were answered in time; under 20 there are no shares. */
export function makeFigures(n: number, medianMinutes: number, part: Partial<Figures> = {}): Figures {
  const enough = n >= 20;
  const met = Math.round(n * 0.9);
  const share = (count: number) => (enough ? count / n : null);
  const minutes = (count: number) => (n === 0 ? null : count * 60);
  return {
    n,
    answered: met,
    met,
    met_late: 0,
    lost: 0,
    waived: 0,
    closed_unanswered: 0,
    open: n - met,
    missed: n - met,
    decided: n,
    never_answered: n - met,
    within_24h: met,
    day_old: n,
    enough,
    median_seconds: minutes(medianMinutes),
    p90_seconds: minutes(medianMinutes * 3),
    mean_seconds: minutes(medianMinutes * 1.5),
    median_working_seconds: minutes(medianMinutes / 2),
    p90_working_seconds: minutes(medianMinutes),
    mean_working_seconds: minutes(medianMinutes),
    within_target_share: share(met),
    within_24h_share: share(met),
    never_answered_share: share(n - met),
    ...part,
  };
}

export function makeTimes(total: Figures): ResponseTimes {
  return {
    period: { from: at(-28 * DAY), to: at(0), days: 28 },
    time_zone: 'Europe/Moscow',
    total,
    first: total,
    next: makeFigures(0, 0),
    groups: [],
    dialogs: { days: 30, n: 0, replied_within_24h: 0, share: null },
  };
}

export function makeObligation(part: Partial<ReportedObligation> = {}): ReportedObligation {
  return {
    id: 'o1',
    chat: { id: 'c1', title: 'Подушка ортопедическая «Облако» 50×70' },
    chat_account_id: 'a1',
    kind: 'first',
    state: 'met',
    opened_at: at(-120),
    due_at: at(120),
    answered_at: at(-73),
    counted_at: at(-73),
    seconds: 47 * 60,
    working_seconds: 20 * 60,
    answered_by: { kind: 'member', id: 'm1', name: 'Ольга Ветрова' },
    ...part,
  };
}

export function makeRatedAccount(ratings: MarketplaceRating[]): RatedAccount {
  return {
    chat_account_id: 'a1',
    title: 'Дом',
    fetched_at: null,
    error_code: null,
    error_text: null,
    remedy: null,
    ratings,
  };
}

export function makeRating(part: Partial<MarketplaceRating> = {}): MarketplaceRating {
  return {
    code: 'rating_reaction_time',
    value: 5400,
    unit: 'seconds',
    status: 'warning',
    danger_threshold: 86_400,
    warning_threshold: 43_200,
    premium_threshold: 3600,
    history: [],
    ours: 4920,
    reasons: [],
    ...part,
  };
}

export function makeReports(part: Partial<Reports> = {}): Reports {
  const before = makeFigures(184, 200);
  return {
    times: makeTimes(makeFigures(320, 47)),
    groups: {},
    baseline: {
      frozen_at: at(-30 * DAY),
      from: at(-60 * DAY),
      to: at(-30 * DAY),
      total: before,
      first: before,
      next: makeFigures(0, 0),
      accounts: [],
    },
    obligations: [makeObligation()],
    worst: [],
    ratings: [],
    reasons: [],
    asked: [],
    ...part,
  };
}

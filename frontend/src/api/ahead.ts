import { sessionFetch } from './client';
import { apiError } from './errors';

type Query = Record<string, string | undefined>;

/** A call whose description is not generated yet. */
export async function call<T>(
  method: string,
  path: string,
  options: { query?: Query; body?: unknown; headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<T> {
  const url = new URL(path, window.location.origin);
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  const response = await sessionFetch(
    new Request(url, {
      method,
      signal: options.signal,
      headers: {
        ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...options.headers,
      },
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
    }),
  );
  const answer: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw apiError(response, answer);
  return answer as T;
}

export type MarketplaceRating = {
  code: string;
  value: number | null;
  unit: 'seconds' | 'ratio';
  status: 'ok' | 'warning' | 'critical' | 'unknown';
  danger_threshold: number | null;
  warning_threshold: number | null;
  premium_threshold: number | null;
  history: { date: string; value: number }[];
  ours: number | null;
  reasons: string[];
};
export type AccountRatings = {
  chat_account_id: string;
  title: string;
  fetched_at: string | null;
  error_code: string | null;
  ratings: MarketplaceRating[];
};

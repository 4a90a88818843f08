import { internal_error, offline, text_too_long } from './error-texts.json';
import type { ErrorBody, Problem } from './types';

type Texts = { ru: string; en: string; remedy_ru?: string; remedy_en?: string };
export type Words = { text: string; remedy: string | null };

/** The codes this application raises itself. All others come with the API's own words, in the right language. */
const OWN_TEXTS: Record<string, Texts> = { internal_error, offline, text_too_long };

/** A refusal of our API, or a connection that never got through (status 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly problems: Problem[];
  readonly extra: Record<string, unknown>;
  readonly requestId: string | null;
  readonly retryAfter: number | null;

  constructor(options: {
    status: number;
    problems?: Problem[];
    extra?: Record<string, unknown>;
    requestId?: string | null;
    retryAfter?: number | null;
  }) {
    super(options.problems?.[0]?.code ?? `http_${options.status}`);
    this.name = 'ApiError';
    this.status = options.status;
    this.problems = options.problems ?? [];
    this.extra = options.extra ?? {};
    this.requestId = options.requestId ?? null;
    this.retryAfter = options.retryAfter ?? null;
  }

  get code(): string {
    return this.problems[0]?.code ?? (this.status === 0 ? 'offline' : 'internal_error');
  }
}

export function apiError(response: Response, body: unknown): ApiError {
  const parsed = isErrorBody(body) ? body : null;
  const seconds = Number(response.headers.get('Retry-After'));
  return new ApiError({
    status: response.status,
    problems: parsed?.errors,
    extra: parsed?.extra,
    requestId: response.headers.get('X-Request-Id'),
    retryAfter: Number.isFinite(seconds) && seconds > 0 ? seconds : null,
  });
}

function isErrorBody(body: unknown): body is ErrorBody {
  return typeof body === 'object' && body !== null && Array.isArray((body as ErrorBody).errors);
}

/** The sentence shown for a failure: the API's own words, else ours. */
export function errorText(error: unknown, language: string): Words {
  const problem = error instanceof ApiError ? error.problems[0] : undefined;
  if (problem?.detail) return { text: problem.detail, remedy: problem.remedy ?? null };
  return ownText(error instanceof ApiError ? error.code : 'internal_error', language);
}

export function ownText(code: string, language: string): Words {
  return wordsOf(OWN_TEXTS[code] ?? internal_error, language);
}

export function wordsOf(texts: Texts, language: string): Words {
  return language === 'en'
    ? { text: texts.en, remedy: texts.remedy_en ?? null }
    : { text: texts.ru, remedy: texts.remedy_ru ?? null };
}

export function hasCode(error: unknown, code: string): error is ApiError {
  return error instanceof ApiError && error.problems.some((problem) => problem.code === code);
}

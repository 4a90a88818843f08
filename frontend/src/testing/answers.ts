import { HttpResponse } from 'msw';
import type { ErrorBody } from '@/api/types';

/** A refusal in the one body that the API has for all of them. */
export function refusal(
  status: number,
  code: string,
  detail: string,
  more: { remedy?: string; attr?: string; extra?: Record<string, unknown> } = {},
) {
  const body: ErrorBody = {
    type: status >= 500 ? 'server_error' : 'client_error',
    errors: [
      {
        code,
        detail,
        attr: more.attr ?? null,
        ...(more.remedy === undefined ? {} : { remedy: more.remedy }),
      },
    ],
    ...(more.extra === undefined ? {} : { extra: more.extra }),
  };
  return HttpResponse.json(body, { status, headers: { 'X-Request-Id': 'req-0001' } });
}

/** Whether a change was made from another version than the one that is there. */
export const isStale = (request: Request, current: { version: string }) =>
  request.headers.get('If-Match') !== `"${current.version}"`;

export const changedMeanwhile = (current: object) =>
  refusal(412, 'version_conflict', 'Это уже изменил кто-то другой.', { extra: { current } });

export const notFound = () => refusal(404, 'not_found', 'Не найдено.');

export function page<T>(results: T[]): { results: T[]; next: string | null; previous: string | null } {
  return { results, next: null, previous: null };
}

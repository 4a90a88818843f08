import { ApiError } from './errors';

/** Names the version that was read, so that nobody's change is overwritten unseen. */
export const ifMatch = (revision: number | string) => ({ 'If-Match': `"${revision}"` });

/** The version that somebody else saved meanwhile, out of a refusal with 412. */
export function newerVersion<T>(error: unknown): T | null {
  if (!(error instanceof ApiError) || error.status !== 412) return null;
  return (error.extra.current as T | undefined) ?? null;
}

/** The API's sentences by the name of their field. */
export function errorsByField(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(
    error.problems.flatMap(({ attr, detail, remedy }) =>
      attr && detail ? [[attr, remedy ? `${detail} ${remedy}` : detail]] : [],
    ),
  );
}

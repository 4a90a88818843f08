import { commonHeaders } from './headers';

type Timed = { response: Response; startedAt: number; endedAt: number };

/** What nobody wanted by then says how things were, not how they are. */
const FRESH_MS = 10_000;

const begun = new Map<string, { answer: Promise<Timed>; startedAt: number }>();

/** Asks the server before the application is there. `path`: with its query, as the application will ask for it. */
export function begin(path: string): Promise<Timed> {
  const { href } = new URL(path, window.location.origin);
  const startedAt = Date.now();
  const answer = fetch(href, { headers: commonHeaders('GET') }).then((response) => ({
    response,
    startedAt,
    endedAt: Date.now(),
  }));
  begun.set(href, { answer, startedAt });
  return answer;
}

/** The answer to a request that was begun before, for the first who wants it. */
export function takeBegun(request: Request): Promise<Timed> | undefined {
  if (request.method !== 'GET') return undefined;
  const found = begun.get(request.url);
  if (found === undefined) return undefined;
  begun.delete(request.url);
  if (Date.now() - found.startedAt < FRESH_MS) return found.answer;
  // What was begun with it is as old, and would be taken for newer than what is asked anew now.
  begun.clear();
  return undefined;
}

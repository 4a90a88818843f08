import { commonHeaders } from './headers';

type Timed = { response: Response; startedAt: number; endedAt: number };

const begun = new Map<string, Promise<Timed>>();

/** Asks the server before the application is there. `path`: with its query, as the application will ask for it. */
export function begin(path: string): Promise<Timed> {
  const { href } = new URL(path, window.location.origin);
  const startedAt = Date.now();
  const answer = fetch(href, { headers: commonHeaders('GET') }).then((response) => ({
    response,
    startedAt,
    endedAt: Date.now(),
  }));
  begun.set(href, answer);
  return answer;
}

/** The answer to a request that was begun before, for the first who wants it. */
export function takeBegun(request: Request): Promise<Timed> | undefined {
  if (request.method !== 'GET') return undefined;
  const answer = begun.get(request.url);
  begun.delete(request.url);
  return answer;
}

/** Whatever nobody wanted by now gets old. */
export function dropBegun(): void {
  begun.clear();
}

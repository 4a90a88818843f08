import createClient from 'openapi-fetch';
import { takeBegun } from './begun';
import { discard } from './discard';
import { ApiError, apiError } from './errors';
import { prepare } from './headers';
import type { paths } from './schema';
import { observeServerTime } from './server-time';
import { afterSignIn } from './session-gate';

/** One fetch for the whole application: it waits for a new sign-in and repeats the request when the session ended. */
export async function sessionFetch(input: Request): Promise<Response> {
  // What carries nothing can be sent as often as is needed.
  const spare = input.body === null ? input : input.clone();
  const response = await send(input);
  if (response.status !== 401) return response;
  const signedIn = await afterSignIn();
  if (!signedIn) return response;
  discard(response);
  return send(spare);
}

async function send(request: Request): Promise<Response> {
  try {
    const { response, startedAt, endedAt } = await (takeBegun(request) ?? fetchNow(request));
    observeServerTime(response.headers.get('Date'), startedAt, endedAt);
    return response;
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new ApiError({ status: 0 });
  }
}

async function fetchNow(request: Request) {
  const startedAt = Date.now();
  const response = await fetch(prepare(request));
  return { response, startedAt, endedAt: Date.now() };
}

export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? '',
  fetch: sessionFetch,
});

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** Data of an answer, or the refusal as an exception. */
export async function unwrap<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (!response.ok) throw apiError(response, error);
  return data as T;
}

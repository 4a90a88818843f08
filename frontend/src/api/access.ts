import { discard } from './discard';
import { ApiError } from './errors';
import { commonHeaders } from './headers';

const BASE = '/_allauth/browser/v1';

type Refused = { errors?: { code: string; message: string; param?: string }[] } | null;

/** One request about signing in, passwords or sessions; they have an interface of their own, beside the API. */
export async function askAccess(
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<Response> {
  try {
    return await fetch(`${window.location.origin}${BASE}${path}`, {
      method,
      headers: { ...commonHeaders(method), 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new ApiError({ status: 0 });
  }
}

/** A refusal in the shape of the API's own. */
export async function accessError(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => null)) as Refused;
  const problems = (body?.errors ?? []).map(({ code, message, param }) => ({
    code,
    detail: message,
    attr: param ?? null,
  }));
  const seconds = Number(response.headers.get('Retry-After'));
  return new ApiError({ status: response.status, problems, retryAfter: seconds > 0 ? seconds : null });
}

/** 401 is the answer to a finished sign-out: that is its way to say that nobody is signed in now. */
export async function signOut(): Promise<void> {
  const response = await askAccess('DELETE', '/auth/session');
  discard(response);
  if (!response.ok && response.status !== 401) throw new ApiError({ status: response.status });
}

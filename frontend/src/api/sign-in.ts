import { discard } from './discard';
import { ApiError } from './errors';
import { commonHeaders } from './headers';

const BASE = '/_allauth/browser/v1';

type HeadlessError = { code: string; message: string; param?: string };

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  try {
    return await fetch(`${window.location.origin}${BASE}${path}`, {
      method,
      headers: { ...commonHeaders(), 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new ApiError({ status: 0 });
  }
}

/** Whether somebody is signed in; also brings the CSRF cookie. */
export async function hasSession(): Promise<boolean> {
  const response = await call('GET', '/auth/session');
  discard(response);
  if (response.ok) return true;
  if (response.status === 401 || response.status === 410) return false;
  throw new ApiError({ status: response.status });
}

export async function signIn(email: string, password: string): Promise<void> {
  if (await hasSession()) return;
  const response = await call('POST', '/auth/login', { email, password });
  if (response.ok) {
    discard(response);
    return;
  }
  const body = (await response.json().catch(() => null)) as { errors?: HeadlessError[] } | null;
  const problems = (body?.errors ?? []).map(({ code, message, param }) => ({
    code,
    detail: message,
    attr: param ?? null,
  }));
  const seconds = Number(response.headers.get('Retry-After'));
  throw new ApiError({ status: response.status, problems, retryAfter: seconds > 0 ? seconds : null });
}

/** The API answers 401 to a finished sign-out: that is its way to say that nobody is signed in now. */
export async function signOut(): Promise<void> {
  const response = await call('DELETE', '/auth/session');
  discard(response);
  if (!response.ok && response.status !== 401) throw new ApiError({ status: response.status });
}

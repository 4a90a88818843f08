import { accessError, askAccess } from '@/api/access';
import { discard } from '@/api/discard';
import { ApiError } from '@/api/errors';
import type { Me } from '@/api/types';

type Flow = { id: string; is_pending?: boolean };
type Standing = { data?: { flows?: Flow[] } } | null;

/** What is still to be done after an answer: nothing, a code of the second factor, or the link in a mail. */
export type NextStep = 'none' | 'code' | 'mail';

const STEPS: Record<string, NextStep> = { mfa_authenticate: 'code', verify_email: 'mail' };

async function nextStep(response: Response): Promise<NextStep> {
  const spare = response.clone();
  const standing = (await response.json().catch(() => null)) as Standing;
  const pending = standing?.data?.flows?.find((flow) => flow.is_pending && flow.id in STEPS);
  const step = pending && STEPS[pending.id];
  if (!step) throw await accessError(spare);
  return step;
}

/** Whether somebody is signed in; also brings the CSRF cookie. */
export async function hasSession(): Promise<boolean> {
  const response = await askAccess('GET', '/auth/session');
  discard(response);
  if (response.ok) return true;
  if (response.status === 401 || response.status === 410) return false;
  throw new ApiError({ status: response.status });
}

/** Who is signed in now. Asked past the session gate: a sign-in over the page is what opens it. */
export async function currentUser(): Promise<string | null> {
  const response = await fetch('/api/v1/me').catch(() => null);
  if (!response?.ok) {
    if (response) discard(response);
    throw new ApiError({ status: response?.status ?? 0 });
  }
  const me = (await response.json()) as Me;
  return me.user?.id ?? null;
}

export async function signIn(email: string, password: string): Promise<NextStep> {
  if (await hasSession()) return 'none';
  return step(await askAccess('POST', '/auth/login', { email, password }));
}

/** The second step of a sign-in: a code of the application, or one of the spare ones. */
export async function enterCode(code: string): Promise<NextStep> {
  return step(await askAccess('POST', '/auth/2fa/authenticate', { code }));
}

export async function askForNewPassword(email: string): Promise<void> {
  await hasSession();
  const response = await askAccess('POST', '/auth/password/request', { email });
  if (!response.ok) throw await accessError(response);
  discard(response);
}

/** Whether the key of a link still works. */
export async function checkPasswordKey(key: string): Promise<boolean> {
  const response = await askAccess('GET', '/auth/password/reset', undefined, { 'X-Password-Reset-Key': key });
  if (response.ok) {
    discard(response);
    return true;
  }
  if (response.status === 400) {
    discard(response);
    return false;
  }
  throw await accessError(response);
}

/** 401 here means that the password was set and nobody is signed in yet. */
export async function setNewPassword(key: string, password: string): Promise<void> {
  await hasSession();
  const response = await askAccess('POST', '/auth/password/reset', { key, password });
  if (!response.ok && response.status !== 401) throw await accessError(response);
  discard(response);
}

async function step(response: Response): Promise<NextStep> {
  if (response.status === 401) return nextStep(response);
  if (!response.ok) throw await accessError(response);
  discard(response);
  return 'none';
}

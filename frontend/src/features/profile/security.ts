import { queryOptions } from '@tanstack/react-query';
import { accessError, askAccess } from '@/api/access';
import { discard } from '@/api/discard';
import { afterSignIn } from '@/api/session-gate';

export type Session = {
  id: number;
  user_agent: string;
  ip: string;
  created_at: number;
  last_seen_at?: number;
  is_current: boolean;
};
export type Authenticator = {
  type: 'totp' | 'recovery_codes';
  created_at: number;
  last_used_at: number | null;
  total_code_count?: number;
  unused_code_count?: number;
  unused_codes?: string[];
};
export type Enrolment = { secret: string; totp_url: string };

/** Something so weighty that the person has to prove again that it is them. */
export class ProofNeeded extends Error {}

type Standing = { meta?: { is_authenticated?: boolean } } | null;

/** Asks; waits for a new sign-in when the session ended, and says when a fresh proof is wanted. */
async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  const response = await askAccess(method, path, body);
  if (response.status !== 401) return response;
  const standing = (await response.json().catch(() => null)) as Standing;
  if (standing?.meta?.is_authenticated) throw new ProofNeeded();
  return (await afterSignIn()) ? ask(method, path, body) : response;
}

async function dataOf<T>(answer: Promise<Response>): Promise<T> {
  const response = await answer;
  if (!response.ok) throw await accessError(response);
  return ((await response.json()) as { data: T }).data;
}

async function done(answer: Promise<Response>): Promise<void> {
  const response = await answer;
  if (!response.ok) throw await accessError(response);
  discard(response);
}

export const securityKeys = { sessions: ['sessions'] as const, authenticators: ['authenticators'] as const };

export const sessionsQuery = () =>
  queryOptions({
    queryKey: securityKeys.sessions,
    queryFn: () => dataOf<Session[]>(ask('GET', '/auth/sessions')),
  });

export const authenticatorsQuery = () =>
  queryOptions({
    queryKey: securityKeys.authenticators,
    queryFn: () => dataOf<Authenticator[]>(ask('GET', '/account/authenticators')),
  });

export const endSessions = (sessions: number[]) => done(ask('DELETE', '/auth/sessions', { sessions }));

export const changePassword = (current_password: string, new_password: string) =>
  done(ask('POST', '/account/password/change', { current_password, new_password }));

export const prove = (password: string) => done(ask('POST', '/auth/reauthenticate', { password }));

/** A secret to put into the application; 404 is the answer of somebody who has none yet. */
export async function beginEnrolment(): Promise<Enrolment> {
  const response = await ask('GET', '/account/authenticators/totp');
  if (response.status !== 404) throw await accessError(response);
  return ((await response.json()) as { meta: Enrolment }).meta;
}

export const finishEnrolment = (code: string) => done(ask('POST', '/account/authenticators/totp', { code }));

export const endSecondFactor = () => done(ask('DELETE', '/account/authenticators/totp'));

export const readSpareCodes = () =>
  dataOf<Authenticator>(ask('GET', '/account/authenticators/recovery-codes'));

export const newSpareCodes = () =>
  dataOf<Authenticator>(ask('POST', '/account/authenticators/recovery-codes', {}));

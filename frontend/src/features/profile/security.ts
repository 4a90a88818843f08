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
/** Asks, and waits for a new sign-in when the session ended. */
async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  const response = await askAccess(method, path, body);
  if (response.status !== 401 || !(await afterSignIn())) return response;
  return ask(method, path, body);
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

export const securityKeys = { sessions: ['sessions'] as const };

export const sessionsQuery = () =>
  queryOptions({
    queryKey: securityKeys.sessions,
    queryFn: () => dataOf<Session[]>(ask('GET', '/auth/sessions')),
  });

export const endSessions = (sessions: number[]) => done(ask('DELETE', '/auth/sessions', { sessions }));

export const changePassword = (current_password: string, new_password: string) =>
  done(ask('POST', '/account/password/change', { current_password, new_password }));

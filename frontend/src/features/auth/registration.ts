import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { hasSession } from './access';

export type SignUp = { name: string; organisation: string; email: string; password: string };

/** Whether anybody may register here. */
export const signUpQuery = () =>
  queryOptions({
    queryKey: ['sign-up'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/registrations', { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What the link of the mail is about. */
export const registrationQuery = (token: string) =>
  queryOptions({
    queryKey: ['registration', token],
    queryFn: async ({ signal }) => {
      // Brings the token that every question of this page needs.
      await hasSession();
      return unwrap(api.POST('/api/v1/registrations/read', { body: { token }, signal }));
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export async function signUp(form: SignUp, language: string): Promise<void> {
  await hasSession();
  const body = {
    name: form.name.trim(),
    organisation: form.organisation.trim(),
    email: form.email.trim(),
    password: form.password,
    language: language === 'en' ? ('en' as const) : ('ru' as const),
  };
  await unwrap(api.POST('/api/v1/registrations', { body }));
}

export async function sendLinkAgain(email: string): Promise<void> {
  await hasSession();
  await unwrap(api.POST('/api/v1/registrations/send-again', { body: { email } }));
}

/** The account and the organisation are there afterwards, and the person is signed in. */
export async function confirmRegistration(token: string, password?: string) {
  const body = password === undefined ? { token } : { token, password };
  return unwrap(api.POST('/api/v1/registrations/confirm', { body }));
}

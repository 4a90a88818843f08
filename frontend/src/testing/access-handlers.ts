import { HttpResponse, http } from 'msw';
import type { RegistrationText } from '@/api/types';
import type { World } from './world';

const BASE = '*/_allauth/browser/v1';

/** What the imagined server knows of ways in: a forgotten password, the second step, sessions. */
export type Doors = {
  /** The code that the second step asks for; null when there is none. */
  code: string | null;
  passwordKeys: string[];
  mails: string[];
  sessions: { id: number; user_agent: string; ip: string; created_at: number; is_current: boolean }[];
  /** Whether something weighty asks for the password once more. */
  asksForProof: boolean;
  spareCodes: string[];
  /** Whether anybody may register, and what the links of such mails are about. */
  signUpIsOpen: boolean;
  registrations: Record<string, RegistrationText>;
};

export function makeDoors(part: Partial<Doors> = {}): Doors {
  return {
    code: null,
    passwordKeys: [],
    mails: [],
    sessions: [
      {
        id: 1,
        user_agent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36',
        ip: '192.0.2.7',
        created_at: 1_795_000_000,
        is_current: true,
      },
    ],
    asksForProof: false,
    spareCodes: ['11112222', '33334444'],
    signUpIsOpen: true,
    registrations: {},
    ...part,
  };
}

const refused = (status: number, code: string, param: string) =>
  HttpResponse.json({ status, errors: [{ code, param, message: code }] }, { status });
const standing = (status: number, data: unknown, isAuthenticated: boolean) =>
  HttpResponse.json({ status, data, meta: { is_authenticated: isAuthenticated } }, { status });

export const accessHandlers = (world: World) => {
  const { doors } = world;
  const body = async (request: Request) => (await request.json()) as Record<string, string>;
  const proof = () => standing(401, { flows: [{ id: 'reauthenticate' }] }, true);
  return [
    http.get(`${BASE}/auth/session`, () => standing(world.signedIn ? 200 : 401, {}, world.signedIn)),
    http.post(`${BASE}/auth/login`, async ({ request }) => {
      const { password } = await body(request);
      if (password !== world.password) return refused(400, 'email_password_mismatch', 'password');
      if (doors.code !== null) {
        return standing(401, { flows: [{ id: 'mfa_authenticate', is_pending: true }] }, false);
      }
      world.signedIn = true;
      return standing(200, {}, true);
    }),
    http.post(`${BASE}/auth/2fa/authenticate`, async ({ request }) => {
      const { code } = await body(request);
      if (code !== doors.code && !doors.spareCodes.includes(code ?? ''))
        return refused(400, 'incorrect_code', 'code');
      world.signedIn = true;
      return standing(200, {}, true);
    }),
    http.delete(`${BASE}/auth/session`, () => {
      world.signedIn = false;
      return standing(401, {}, false);
    }),
    http.post(`${BASE}/auth/password/request`, async ({ request }) => {
      doors.mails.push((await body(request)).email ?? '');
      return HttpResponse.json({ status: 200 });
    }),
    http.get(`${BASE}/auth/password/reset`, ({ request }) => {
      const key = request.headers.get('X-Password-Reset-Key') ?? '';
      return doors.passwordKeys.includes(key)
        ? HttpResponse.json({ status: 200, data: {} })
        : refused(400, 'invalid_password_reset', 'key');
    }),
    http.post(`${BASE}/auth/password/reset`, async ({ request }) => {
      const { key, password = '' } = await body(request);
      if (!doors.passwordKeys.includes(key ?? '')) return refused(400, 'invalid_password_reset', 'key');
      if (password === 'password12') return refused(400, 'password_too_common', 'password');
      world.password = password;
      doors.passwordKeys = [];
      return standing(401, {}, false);
    }),
    http.post(`${BASE}/account/password/change`, async ({ request }) => {
      const { current_password, new_password } = await body(request);
      if (current_password !== world.password)
        return refused(400, 'enter_current_password', 'current_password');
      world.password = new_password ?? '';
      return standing(200, {}, true);
    }),
    http.post(`${BASE}/auth/reauthenticate`, async ({ request }) => {
      if ((await body(request)).password !== world.password)
        return refused(400, 'incorrect_password', 'password');
      doors.asksForProof = false;
      return standing(200, {}, true);
    }),
    http.get(`${BASE}/auth/sessions`, () => HttpResponse.json({ status: 200, data: doors.sessions })),
    http.delete(`${BASE}/auth/sessions`, async ({ request }) => {
      const { sessions } = (await request.json()) as { sessions: number[] };
      doors.sessions = doors.sessions.filter((session) => !sessions.includes(session.id));
      return HttpResponse.json({ status: 200, data: doors.sessions });
    }),
    http.get(`${BASE}/account/authenticators`, () => {
      const created_at = 1_795_000_000;
      const data =
        doors.code === null
          ? []
          : [
              { type: 'totp', created_at, last_used_at: null },
              {
                type: 'recovery_codes',
                created_at,
                last_used_at: null,
                total_code_count: 10,
                unused_code_count: doors.spareCodes.length,
              },
            ];
      return HttpResponse.json({ status: 200, data });
    }),
    http.get(`${BASE}/account/authenticators/totp`, () =>
      HttpResponse.json(
        { status: 404, meta: { secret: 'ABCDEFGH23456723', totp_url: 'otpauth://totp/x?secret=ABCDEFGH' } },
        { status: 404 },
      ),
    ),
    http.post(`${BASE}/account/authenticators/totp`, async ({ request }) => {
      if (doors.asksForProof) return proof();
      const { code } = await body(request);
      if (code !== '123456') return refused(400, 'incorrect_code', 'code');
      doors.code = '123456';
      return HttpResponse.json({ status: 200, data: {} });
    }),
    http.delete(`${BASE}/account/authenticators/totp`, () => {
      if (doors.asksForProof) return proof();
      doors.code = null;
      return HttpResponse.json({ status: 200 });
    }),
    http.get(`${BASE}/account/authenticators/recovery-codes`, () =>
      HttpResponse.json({ status: 200, data: { unused_codes: doors.spareCodes } }),
    ),
  ];
};

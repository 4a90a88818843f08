import { HttpResponse, http } from 'msw';
import type { ApiScope, ChangePage, CreatedApiKey, Health } from '@/api/types';
import { accountHandlers } from './account-handlers';
import { page, refusal } from './answers';
import { chatHandlers } from './chat-handlers';
import { deskHandlers } from './desk-handlers';
import { notificationHandlers } from './notification-handlers';
import { policyHandlers } from './policy-handlers';
import { replyHandlers } from './reply-handlers';
import { reportHandlers } from './report-handlers';
import type { World } from './world';

const session = (world: World) => [
  http.get('*/_allauth/browser/v1/auth/session', () =>
    HttpResponse.json({}, { status: world.signedIn ? 200 : 401 }),
  ),
  http.post('*/_allauth/browser/v1/auth/login', async ({ request }) => {
    const { password } = (await request.json()) as { password: string };
    world.signedIn = password === world.password;
    if (world.signedIn) return HttpResponse.json({ status: 200 });
    const errors = [
      { code: 'email_password_mismatch', message: 'The pair is not correct.', param: 'password' },
    ];
    return HttpResponse.json({ status: 400, errors }, { status: 400 });
  }),
  http.delete('*/_allauth/browser/v1/auth/session', () => {
    world.signedIn = false;
    return HttpResponse.json({}, { status: 401 });
  }),
];

const guard = (world: World) =>
  http.all('*/api/v1/*', () =>
    world.signedIn ? undefined : refusal(401, 'not_authenticated', 'Войдите снова.'),
  );

const rest = (world: World) => [
  http.get('*/api/v1/me', () => HttpResponse.json(world.me)),
  http.patch('*/api/v1/me', async ({ request }) => {
    const part = (await request.json()) as { name?: string; language?: 'ru' | 'en' };
    if (world.me.user) world.me = { ...world.me, user: { ...world.me.user, ...part } };
    return HttpResponse.json(world.me);
  }),
  http.get('*/api/v1/changes', ({ request }) => {
    const after = new URL(request.url).searchParams.get('after');
    const head = `${world.changes.length}`;
    const results = after === null ? [] : world.changes.slice(Number(after));
    return HttpResponse.json({ results, next_after: head, has_more: false } satisfies ChangePage);
  }),
  http.get('*/api/v1/health', () =>
    HttpResponse.json({
      now: new Date().toISOString(),
      workspace: 'dom',
      accounts: [],
      replies: { queued: 0, sending: 0, unclear: 0, failed: 0 },
      parts: { database: 'ok', redis: 'ok', worker: 'ok', beat: 'ok' },
    } satisfies Health),
  ),
  http.get('*/api/v1/api-keys', () => HttpResponse.json(page(world.keys))),
  http.post('*/api/v1/api-keys', async ({ request }) => {
    const { name, scopes } = (await request.json()) as { name: string; scopes: ApiScope[] };
    const key = {
      id: `${world.keys.length + 1}`,
      name,
      prefix: 'aiq_live_4f2a',
      scopes,
      chat_accounts: [],
      networks: [],
      revision: 1,
      created_at: new Date().toISOString(),
      last_used_at: null,
      expires_at: null,
      replaces: null,
      replaced_at: null,
      revoked_at: null,
    };
    world.keys = [...world.keys, key];
    return HttpResponse.json({ ...key, key: 'aiq_live_4f2a_shown_once' } satisfies CreatedApiKey, {
      status: 201,
    });
  }),
  http.delete('*/api/v1/api-keys/:id', ({ params }) => {
    world.keys = world.keys.map((key) =>
      key.id === params.id ? { ...key, revoked_at: new Date().toISOString() } : key,
    );
    return new HttpResponse(null, { status: 204 });
  }),
];

/** The whole API over one world, typed by the schema. */
export const handlers = (world: World) => [
  ...session(world),
  guard(world),
  ...rest(world),
  ...accountHandlers(world),
  ...deskHandlers(world),
  ...chatHandlers(world),
  ...replyHandlers(world),
  ...reportHandlers(world),
  ...notificationHandlers(world),
  ...policyHandlers(world),
];

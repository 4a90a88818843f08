import { HttpResponse, http } from 'msw';
import type { ChangePage, Health } from '@/api/types';
import { accessHandlers } from './access-handlers';
import { accountHandlers } from './account-handlers';
import { refusal } from './answers';
import { chatHandlers } from './chat-handlers';
import { deskHandlers } from './desk-handlers';
import { keyHandlers } from './key-handlers';
import { admissionHandlers, memberHandlers } from './member-handlers';
import { notificationHandlers } from './notification-handlers';
import { organisationHandlers } from './organisation-handlers';
import { policyHandlers } from './policy-handlers';
import { registrationHandlers } from './registration-handlers';
import { replyHandlers } from './reply-handlers';
import { reportHandlers } from './report-handlers';
import { templateHandlers } from './template-handlers';
import type { World } from './world';

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
];

/** The whole API over one world, typed by the schema. */
export const handlers = (world: World) => [
  ...accessHandlers(world),
  ...admissionHandlers(world),
  ...registrationHandlers(world),
  guard(world),
  ...rest(world),
  ...accountHandlers(world),
  ...deskHandlers(world),
  ...chatHandlers(world),
  ...replyHandlers(world),
  ...reportHandlers(world),
  ...notificationHandlers(world),
  ...policyHandlers(world),
  ...keyHandlers(world),
  ...memberHandlers(world),
  ...organisationHandlers(world),
  ...templateHandlers(world),
];

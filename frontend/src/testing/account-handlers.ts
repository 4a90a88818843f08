import { HttpResponse, http } from 'msw';
import type { AccountCheck, CheckLine, Credentials } from '@/api/types';
import { notFound, page, refusal } from './answers';
import { makeAccount } from './factories';
import type { World } from './world';

const line = (check: CheckLine['check'], part: Partial<CheckLine> = {}): CheckLine => ({
  check,
  ok: true,
  severity: 'ok',
  code: null,
  detail: null,
  remedy: null,
  ...part,
});

const CHECKS: CheckLine['check'][] = [
  'shape',
  'key',
  'chat_methods',
  'seller_info',
  'chat_list',
  'history',
  'sending',
  'not_connected_here',
];

export const WRONG_KEY = 'wrong-key';
const KEY_REFUSED = { detail: 'Ozon не принимает этот ключ.', remedy: 'Проверьте Client ID и ключ.' };

export function checkAnswer(credentials: Credentials): AccountCheck {
  if (credentials.api_key === WRONG_KEY) {
    const failed = line('key', { ok: false, severity: 'error', code: 'key_invalid', ...KEY_REFUSED });
    const skipped = CHECKS.slice(2).map((check) => line(check, { ok: false, severity: 'skipped' }));
    return { ok: false, account: null, checks: [line('shape'), failed, ...skipped] };
  }
  return {
    ok: true,
    account: {
      external_id: credentials.client_id,
      name: 'Тёплый дом',
      subscription: 'PREMIUM_PLUS',
      key_expires_at: '2027-02-20T09:12:44Z',
    },
    checks: CHECKS.map((check) => line(check)),
  };
}

export const accountHandlers = (world: World) => [
  http.get('*/api/v1/chat-accounts', () => HttpResponse.json(page(world.accounts))),
  http.post('*/api/v1/chat-accounts/check', async ({ request }) => {
    const { credentials } = (await request.json()) as { credentials: Credentials };
    return HttpResponse.json(checkAnswer(credentials));
  }),
  http.post('*/api/v1/chat-accounts', async ({ request }) => {
    const body = (await request.json()) as { title?: string; credentials: Credentials };
    if (world.accounts.some((account) => account.external_id === body.credentials.client_id)) {
      return refusal(409, 'account_already_connected', 'Этот кабинет уже подключён.', {
        remedy: 'Откройте его в настройках.',
      });
    }
    const account = makeAccount({
      id: '77',
      title: body.title ?? 'Тёплый дом',
      external_id: body.credentials.client_id,
      import: { state: 'running', chats_done: 1240, chats_total: 3000, started_at: null, finished_at: null },
    });
    world.accounts = [...world.accounts, account];
    return HttpResponse.json(account, { status: 201 });
  }),
  http.get('*/api/v1/chat-accounts/:id', ({ params }) => {
    const account = world.accounts.find((one) => one.id === params.id);
    return account ? HttpResponse.json(account) : notFound();
  }),
  http.patch('*/api/v1/chat-accounts/:id', async ({ params, request }) => {
    const { paused, ...part } = (await request.json()) as { paused?: boolean; title?: string };
    const state = paused === undefined ? {} : ({ state: paused ? 'paused' : 'active' } as const);
    world.accounts = world.accounts.map((one) =>
      one.id === params.id ? { ...one, ...part, ...state } : one,
    );
    return HttpResponse.json(world.accounts.find((one) => one.id === params.id));
  }),
  http.delete('*/api/v1/chat-accounts/:id', ({ params }) => {
    world.accounts = world.accounts.map((one) =>
      one.id === params.id ? { ...one, disconnected_at: new Date().toISOString() } : one,
    );
    return new HttpResponse(null, { status: 204 });
  }),
  http.post('*/api/v1/chat-accounts/:id/credentials', async ({ params, request }) => {
    const { credentials } = (await request.json()) as { credentials: Credentials };
    if (credentials.api_key === WRONG_KEY) {
      return refusal(400, 'key_invalid', KEY_REFUSED.detail, { remedy: KEY_REFUSED.remedy });
    }
    return HttpResponse.json(world.accounts.find((one) => one.id === params.id));
  }),
  http.post('*/api/v1/chat-accounts/:id/sync', () => HttpResponse.json({ queued: true }, { status: 202 })),
  http.get('*/api/v1/chat-accounts/:id/sync-runs', () => HttpResponse.json(page(world.runs))),
];

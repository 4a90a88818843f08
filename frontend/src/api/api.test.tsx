import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '@/testing/answers';
import { server } from '@/testing/server';
import { api, unwrap } from './client';
import { ApiError, errorText } from './errors';
import { csrfToken, workspaceSlug } from './headers';
import { guardSession, sessionGate, settle } from './session-gate';

const getMe = () => unwrap(api.GET('/api/v1/me'));

it('takes the workspace from the address and the token from the cookie', () => {
  expect(workspaceSlug('/w/dom/inbox')).toBe('dom');
  expect(workspaceSlug('/login')).toBeNull();
  expect(csrfToken('a=1; csrftoken=t%3D1; b=2')).toBe('t=1');
});

it('sends language and workspace with every request', async () => {
  window.history.replaceState(null, '', '/w/dom/inbox');
  let headers = new Headers();
  server.use(
    http.get('*/api/v1/me', ({ request }) => {
      headers = request.headers;
      return HttpResponse.json({});
    }),
  );

  await getMe();

  expect(headers.get('X-Workspace')).toBe('dom');
  expect(headers.get('Accept-Language')).toBe('ru');
});

it('keeps code, words, remedy and the number of the request of a refusal', async () => {
  server.use(
    http.get('*/api/v1/me', () =>
      refusal(403, 'owner_only', 'Только владелец.', { remedy: 'Попросите его.' }),
    ),
  );

  const error = await getMe().catch((reason: unknown) => reason);

  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 403, code: 'owner_only', requestId: 'req-0001' });
  expect(errorText(error, 'ru')).toEqual({ text: 'Только владелец.', remedy: 'Попросите его.' });
});

it('calls a lost connection by its name, in both languages', async () => {
  server.use(http.get('*/api/v1/me', () => HttpResponse.error()));

  const error = await getMe().catch((reason: unknown) => reason);

  expect(error).toMatchObject({ status: 0, code: 'offline' });
  expect(errorText(error, 'ru').text).toMatch(/связи/);
  expect(errorText(error, 'en').text).toMatch(/connection/);
});

describe('an ended session', () => {
  beforeEach(() => guardSession(true));
  afterEach(() => guardSession(false));

  it('holds the request until somebody signed in, then repeats it with its body', async () => {
    let signedIn = false;
    const bodies: unknown[] = [];
    server.use(
      http.patch('*/api/v1/me', async ({ request }) => {
        bodies.push(await request.json());
        return signedIn ? HttpResponse.json({}) : refusal(401, 'not_authenticated', 'Войдите.');
      }),
    );

    const answer = unwrap(api.PATCH('/api/v1/me', { body: { name: 'Ольга' } }));
    await expect.poll(() => sessionGate.isWaiting()).toBe(true);
    signedIn = true;
    settle(true);
    await answer;

    expect(bodies).toEqual([{ name: 'Ольга' }, { name: 'Ольга' }]);
  });
});

import { HttpResponse, http } from 'msw';
import type { ApiKey, CreatedApiKey } from '@/api/types';
import { notFound, page, refusal } from './answers';
import { at } from './factories';
import type { World } from './world';

const HOUR_MS = 3_600_000;

export function makeKey(part: Partial<ApiKey> = {}): ApiKey {
  return {
    id: '1',
    name: 'Склад',
    prefix: 'aiq_live_4f2a',
    scopes: ['chats:read'],
    chat_accounts: [],
    networks: [],
    revision: 1,
    created_at: at(0),
    last_used_at: null,
    expires_at: null,
    replaces: null,
    replaced_at: null,
    revoked_at: null,
    ...part,
  };
}

export const keyHandlers = (world: World) => {
  const change = (id: unknown, part: Partial<ApiKey>) => {
    world.keys = world.keys.map((key) => (key.id === id ? { ...key, ...part } : key));
  };
  const issue = (part: Partial<ApiKey>) => {
    const key = makeKey({ ...part, id: `${world.keys.length + 1}` });
    world.keys = [...world.keys, key];
    return HttpResponse.json({ ...key, key: 'aiq_live_4f2a_shown_once' } satisfies CreatedApiKey, {
      status: 201,
    });
  };
  return [
    http.get('*/api/v1/api-keys', () => HttpResponse.json(page(world.keys))),
    http.post('*/api/v1/api-keys', async ({ request }) => issue((await request.json()) as Partial<ApiKey>)),
    http.patch('*/api/v1/api-keys/:id', async ({ params, request }) => {
      const key = world.keys.find((one) => one.id === params.id);
      if (!key) return notFound();
      if (request.headers.get('If-Match') !== `"${key.revision}"`) {
        return refusal(412, 'version_conflict', 'Пока вы меняли, это изменил кто-то другой.', {
          extra: { current: key },
        });
      }
      change(key.id, { ...((await request.json()) as Partial<ApiKey>), revision: key.revision + 1 });
      return HttpResponse.json(world.keys.find((one) => one.id === key.id));
    }),
    http.post('*/api/v1/api-keys/:id/rotate', async ({ params, request }) => {
      const { overlap_hours } = (await request.json()) as { overlap_hours: number };
      const key = world.keys.find((one) => one.id === params.id);
      if (!key) return notFound();
      change(key.id, { replaced_at: new Date(Date.now() + overlap_hours * HOUR_MS).toISOString() });
      return issue({ name: key.name, scopes: key.scopes, replaces: key.id });
    }),
    http.delete('*/api/v1/api-keys/:id', ({ params }) => {
      change(params.id, { revoked_at: new Date().toISOString() });
      return new HttpResponse(null, { status: 204 });
    }),
  ];
};

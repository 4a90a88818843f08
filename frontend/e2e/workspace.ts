import type { APIRequestContext, BrowserContext } from '@playwright/test';

/** The workspace that the runner of the product makes. */
export const WORKSPACE = '/w/sadovaya';

/** What the pages would ask the API for, without going there. */
export async function ask<T>(
  context: Pick<BrowserContext, 'cookies'> & { request: APIRequestContext },
  method: string,
  path: string,
  data?: unknown,
): Promise<T> {
  const cookies = await context.cookies();
  const answer = await context.request.fetch(`/api/v1/${path}`, {
    method,
    data,
    headers: {
      'X-CSRFToken': cookies.find(({ name }) => name === 'csrftoken')?.value ?? '',
      'X-Workspace': WORKSPACE.slice('/w/'.length),
    },
  });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return (answer.status() === 204 ? null : await answer.json()) as T;
}

export type ConnectedAccount = { id: string; external_id: string; disconnected_at: string | null };

/** Connects a shop as the last step of the wizard does. */
export const connectAccount = (
  context: Parameters<typeof ask>[0],
  shop: { clientId: string; apiKey: string; title: string },
) =>
  ask<ConnectedAccount>(context, 'POST', 'chat-accounts', {
    marketplace: 'ozon',
    title: shop.title,
    credentials: { client_id: shop.clientId, api_key: shop.apiKey },
  });

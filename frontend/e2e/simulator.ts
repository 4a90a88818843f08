import { randomInt, randomUUID } from 'node:crypto';
import { environment } from './environment.ts';

export type Shop = { clientId: string; apiKey: string; title: string };
export type RemoteMessage = { author: string; text: string; source: string };

async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${environment.controlUrl}${path}`, {
    method,
    headers: { Authorization: `Bearer ${environment.controlToken}`, 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** A shop of its own for every journey, so that journeys never meet. */
export async function openShop(company: string): Promise<Shop> {
  const clientId = `${randomInt(3_000_000, 9_999_999)}`;
  const shop = { clientId, apiKey: randomUUID(), title: `${company} ${clientId}` };
  await control('POST', '/accounts', { client_id: shop.clientId, api_key: shop.apiKey, company });
  return shop;
}

/** A buyer starts a chat, perhaps with many words; the id of the chat at the marketplace. */
export async function buyerAsks(shop: Shop, ...texts: string[]): Promise<string> {
  const chat = await control<{ chat_id: string }>('POST', `/accounts/${shop.clientId}/chats`, {
    kind: 'BUYER_SELLER',
    order_number: `${randomInt(10_000_000, 99_999_999)}-0001`,
    sku: `${randomInt(100_000_000, 999_999_999)}`,
    messages: texts.map((text) => ({ author: 'Customer', text })),
  });
  return chat.chat_id;
}

export async function buyerWrites(shop: Shop, chatId: string, text: string): Promise<void> {
  await control('POST', `/accounts/${shop.clientId}/chats/${chatId}/messages`, { author: 'Customer', text });
}

/** Everything that was said at the marketplace, whoever said it. */
export async function messagesOf(shop: Shop): Promise<RemoteMessage[]> {
  const answer = await control<{ messages: RemoteMessage[] } | RemoteMessage[]>(
    'GET',
    `/accounts/${shop.clientId}/messages`,
  );
  return Array.isArray(answer) ? answer : answer.messages;
}

export async function withoutSubscription(shop: Shop): Promise<void> {
  await control('PATCH', `/accounts/${shop.clientId}`, { subscription: 'PREMIUM' });
}

/** The next send of a text goes wrong in this way. */
export async function answerFails(
  shop: Shop,
  fault: { kind: 'drop_after' } | { kind: 'refusal'; status: number; code: number; message: string },
): Promise<void> {
  const once = { method: '/v1/chat/send/message', count: 1, ...fault };
  await control('POST', `/accounts/${shop.clientId}/faults`, once);
}

export const EARLY_SHOP = 'E2E_EARLY_SHOP';
export const EARLY_QUESTION = 'Какая глубина у полки?';

/** The shop that was connected before the first journey, with a question that its buyer had asked before. */
export const earlyShop = () => JSON.parse(process.env[EARLY_SHOP] ?? 'null') as Shop & { chatId: string };

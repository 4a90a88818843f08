import type { QueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';

const LONGEST = 64;

/** The chat of an order or of one of its parcels, wherever it is; undefined when the text is no such number. */
export async function findOrder(client: QueryClient, text: string): Promise<string | undefined> {
  if (!/^\S*\d\S*$/.test(text) || text.length > LONGEST) return undefined;
  const query = { search: text, queue: 'all', limit: 2 } as const;
  const { results } = await client.fetchQuery({
    queryKey: ['found-chats', text, query.limit],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/chats', { params: { query }, signal })),
  });
  return results.find(({ order_number: order }) => order && `${text}-`.startsWith(`${order}-`))?.id;
}

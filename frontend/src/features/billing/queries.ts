import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';

import type { Requisites } from '@/api/types';
import { cursorOf } from '@/domain/chats/queries';

export const billingKeys = {
  plan: ['billing', 'plan'] as const,
  invoices: ['billing', 'invoices'] as const,
};

export const billingQuery = () =>
  queryOptions({
    queryKey: billingKeys.plan,
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/billing/plan', { signal })),
  });

export const invoicesQuery = () =>
  infiniteQueryOptions({
    queryKey: billingKeys.invoices,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam: cursor, signal }) =>
      unwrap(
        api.GET('/api/v1/billing/invoices', {
          params: { query: { cursor: cursor ?? undefined, limit: 20 } },
          signal,
        }),
      ),
    getNextPageParam: (page) => cursorOf(page.next),
  });

export const orderInvoice = (plan: string, buyer: Requisites) =>
  unwrap(api.POST('/api/v1/billing/invoices', { body: { plan, buyer } }));

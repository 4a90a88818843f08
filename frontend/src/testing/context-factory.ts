import type { ChatContext } from '@/api/types';

const known = { fetched_at: new Date().toISOString(), reason: null, remedy: null };

/** A product that is known and an order with one parcel on its way. */
export function makeContext(part: Partial<ChatContext> = {}): ChatContext {
  const price = { amount: '2490.00', currency: 'RUB' };
  return {
    product: {
      ...known,
      state: 'ready',
      product: { name: 'Ночник «Лис»', sku: '1629031744', offer_id: 'FOX-1', price, is_archived: false },
    },
    order: {
      ...known,
      state: 'ready',
      number: '48866017-0495',
      parcels: [
        {
          number: '48866017-0495-1',
          fulfilment: 'seller',
          status: 'delivering',
          status_text: 'В пути',
          created_at: null,
          ship_by: null,
          delivered_at: null,
          tracking_number: '',
          items: [{ sku: '1629031744', offer_id: 'FOX-1', name: 'Ночник «Лис»', quantity: 2, price }],
        },
      ],
    },
    ...part,
  };
}

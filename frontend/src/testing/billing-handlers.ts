import { HttpResponse, http } from 'msw';
import type { Billing, Invoice, Requisites } from '@/api/types';
import { page, refusal } from './answers';

/** What the imagined server knows of money. */
export type Money = { billing: Billing; invoices: Invoice[] };

export function makeInvoice(part: Partial<Invoice> = {}): Invoice {
  return {
    id: '1',
    number: '2026-0017',
    state: 'issued',
    line: 'Доступ к сервису, тариф «Магазин», 1 месяц',
    amount: 590_000,
    issued_at: '2026-11-23T09:00:00Z',
    due_on: '2026-11-30',
    paid_at: null,
    period_from: null,
    period_until: null,
    void_reason: '',
    has_act: false,
    ...part,
  };
}

export function makeBilling(part: Partial<Billing> = {}): Billing {
  const shop = { code: 'shop', name: 'Магазин', price: 590_000, chat_account_limit: 2, member_limit: 5 };
  return {
    state: 'read_only',
    until: '2026-12-20T09:00:00Z',
    paid_until: null,
    plan: shop,
    plans: [shop],
    requisites: null,
    requisites_source: null,
    chat_accounts: 2,
    members: 3,
    can_order: true,
    ...part,
  };
}

export const billingHandlers = (money: Money) => [
  http.get('*/api/v1/billing/plan', () => HttpResponse.json(money.billing)),
  http.get('*/api/v1/billing/invoices', () => HttpResponse.json(page(money.invoices))),
  http.post('*/api/v1/billing/invoices', async ({ request }) => {
    const { buyer } = (await request.json()) as { buyer: Requisites };
    if (buyer.inn !== '770000000082') {
      return refusal(400, 'inn_wrong', 'ИНН не сходится с контрольными цифрами.', { attr: 'buyer.inn' });
    }
    const invoice = makeInvoice();
    money.invoices = [invoice];
    money.billing = { ...money.billing, can_order: false };
    return HttpResponse.json(invoice, { status: 201 });
  }),
];

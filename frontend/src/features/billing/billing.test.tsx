import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { billingHandlers, type Money, makeBilling, makeInvoice } from '@/testing/billing-handlers';
import { makeMe } from '@/testing/factories';
import { loadSettings, openApp } from '@/testing/render';
import { serve, server } from '@/testing/server';

beforeAll(() => Promise.all([loadSettings(), import('./billing-page')]));

const NOBODY = {
  name: '',
  inn: '',
  kpp: '',
  address: '',
  bank_name: '',
  bic: '',
  account: '',
  correspondent_account: '',
};

function open(money: Money): void {
  const access = { ...makeMe().access, state: 'read_only', can_send: false } as const;
  serve({
    me: makeMe({
      access: { can_sync: true, chat_account_limit: 2, member_limit: 5, until: null, ...access },
    }),
  });
  server.use(...billingHandlers(money));
  openApp('/w/dom/settings/billing');
}

it('asks for an invoice, says what is wrong with the requisites, and shows the paper', async () => {
  open({ billing: makeBilling(), invoices: [] });

  expect(await screen.findByText(/Отправка ответов остановлена: доступ не оплачен/)).toBeVisible();
  expect(await screen.findByText('Кабинетов: 2 из 2, сотрудников: 3 из 5.')).toBeVisible();
  await userEvent.click(await screen.findByRole('button', { name: 'Запросить счёт' }));
  await userEvent.type(await screen.findByLabelText('ИНН'), '770000000083');
  await userEvent.type(screen.getByLabelText('Юридический адрес'), 'г. Люберцы');
  await userEvent.click(screen.getByRole('button', { name: 'Выставить счёт' }));
  expect(await screen.findByText(/ИНН не сходится/)).toBeVisible();
  await userEvent.clear(screen.getByLabelText('ИНН'));
  await userEvent.type(screen.getByLabelText('ИНН'), '770000000082');
  await userEvent.click(screen.getByRole('button', { name: 'Выставить счёт' }));

  const paper = await screen.findByRole('link', { name: /Скачать счёт/ });
  expect(paper).toHaveAttribute('href', '/api/v1/billing/invoices/1/pdf?workspace=dom');
  expect(screen.getByRole('button', { name: 'Запросить счёт' })).toHaveAttribute('aria-disabled', 'true');
});

it('begins with whom the marketplace names as the payer, and keeps what is written instead', async () => {
  const named = { ...NOBODY, name: 'ООО «Тихая гавань»', inn: '7799000012' };
  open({ billing: makeBilling({ requisites: named, requisites_source: 'marketplace' }), invoices: [] });

  await userEvent.click(await screen.findByRole('button', { name: 'Запросить счёт' }));
  const payer = await screen.findByLabelText('Плательщик');

  expect(payer).toHaveValue('ООО «Тихая гавань»');
  expect(screen.getByLabelText('ИНН')).toHaveValue('7799000012');
  expect(screen.getByText(/взят из данных кабинета Ozon/)).toBeVisible();
  await userEvent.type(payer, ' и Ко');
  await userEvent.type(screen.getByLabelText('КПП'), '779901001');
  expect(payer).toHaveValue('ООО «Тихая гавань» и Ко');
});

it('offers the act of a month that is over', async () => {
  const paid = makeInvoice({ state: 'paid', period_until: '2026-11-20T09:00:00Z', has_act: true });
  open({ billing: makeBilling(), invoices: [paid] });

  expect(await screen.findByRole('link', { name: /Скачать акт/ })).toBeVisible();
});

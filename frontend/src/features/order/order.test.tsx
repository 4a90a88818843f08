import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { makeContext } from '@/testing/context-factory';
import { makeChat } from '@/testing/factories';
import { loadInbox, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(loadInbox);

it('shows product and order by a key, and what is missing says why', async () => {
  const reason = 'Ключ Ozon не даёт смотреть заказы.';
  const { product } = makeContext();
  serve({
    chats: [makeChat({ id: '1' })],
    context: {
      product,
      order: { state: 'not_allowed', fetched_at: null, reason, remedy: null, number: null, parcels: [] },
    },
  });
  openApp('/w/dom/inbox?view=all&chat=1');
  await screen.findByRole('textbox', { name: 'Ответ покупателю' });

  await userEvent.setup({ keyboardMap: [{ code: 'KeyI', key: 'ш' }] }).keyboard('[KeyI]');

  const sheet = await screen.findByRole('dialog', { name: 'Сведения' });
  expect(await within(sheet).findByText('Ночник «Лис»')).toBeVisible();
  expect(within(sheet).getByText(/2.490.₽/)).toBeVisible();
  expect(within(sheet).getByText(reason)).toBeVisible();
});

import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { delay, http } from 'msw';
import { beforeAll, expect, it } from 'vitest';
import { makeChat } from '@/testing/factories';
import { loadInbox, openApp } from '@/testing/render';
import { serve, server } from '@/testing/server';

beforeAll(() => Promise.all([loadInbox(), import('./palette')]));

it('opens the chat of the words that stand there, though Enter came before its row', async () => {
  serve({
    chats: [
      makeChat({ id: '1', title: 'Ночник', order_number: '11110000-0001' }),
      makeChat({ id: '2', title: 'Плед', order_number: '22220000-0002' }),
    ],
  });
  openApp('/w/dom/inbox?view=all');
  await screen.findByRole('listbox', { name: 'Чаты' });

  await userEvent.keyboard('{Control>}k{/Control}');
  const search = await screen.findByRole('combobox', { name: /номер заказа/ });
  await userEvent.click(search);
  await userEvent.paste('11110000');
  await screen.findByRole('option', { name: /11110000-0001.*чат/ });
  server.use(http.get('*/api/v1/chats', () => delay(300).then(() => undefined)));
  await userEvent.clear(search);
  await userEvent.paste('22220000');
  await userEvent.keyboard('{Enter}');

  await waitFor(() => expect(window.location.search).toContain('chat='));
  expect(window.location.search).toContain('chat=2');
});

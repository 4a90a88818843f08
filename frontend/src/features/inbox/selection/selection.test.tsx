import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http } from 'msw';
import { beforeAll, expect, it } from 'vitest';
import { clockDueIn, makeChat } from '@/testing/factories';
import { loadInbox, openApp } from '@/testing/render';
import { serve, server } from '@/testing/server';

beforeAll(loadInbox);

const chats = () =>
  ['Первый', 'Второй', 'Третий', 'Четвёртый'].map((title, index) =>
    makeChat({ id: `${index + 1}`, title, clock: clockDueIn(10 * (index + 1), Date.now()) }),
  );
const row = (name: string) => screen.findByRole('option', { name: new RegExp(name) });
const user = userEvent.setup({
  keyboardMap: [
    { code: 'KeyJ', key: 'о' },
    { code: 'KeyX', key: 'ч' },
    { code: 'KeyE', key: 'у' },
    { code: 'ControlLeft', key: 'Control' },
    { code: 'ShiftLeft', key: 'Shift' },
    { code: 'Escape', key: 'Escape' },
  ],
});

it('ticks chats by Ctrl and Shift, closes them as one, and undoes it as one', async () => {
  const world = serve({ chats: chats() });
  openApp('/w/dom/inbox');

  await user.keyboard('[ControlLeft>]');
  await user.click(await row('Первый'));
  await user.keyboard('[/ControlLeft][ShiftLeft>]');
  await user.click(await row('Третий'));
  await user.keyboard('[/ShiftLeft]');
  const bar = await screen.findByRole('region', { name: 'Выбранные чаты' });
  expect(within(bar).getByText('Выбрано 3 чата')).toBeVisible();
  expect(await row('Второй')).toHaveAttribute('aria-selected', 'true');
  await user.click(within(bar).getByRole('button', { name: 'Закрыть' }));

  await screen.findByText('Закрыто: 3 чата');
  expect(world.received).toEqual([{ key: 'bulk', body: { action: 'close', chats: ['1', '2', '3'] } }]);
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Выбранные чаты' })).toBeNull());
  await user.click(screen.getByRole('button', { name: 'Отменить' }));
  await waitFor(() => expect(world.chats.every((chat) => chat.status === 'open')).toBe(true));
});

it('ticks with every quick key, gives the chats to whom the arrows choose, and goes back to the list', async () => {
  const world = serve({ chats: chats() });
  openApp('/w/dom/inbox');
  const last = await row('Четвёртый');
  const press = (code: string, shiftKey = false) =>
    window.dispatchEvent(new KeyboardEvent('keydown', { code, shiftKey, cancelable: true }));

  act(() => {
    press('KeyJ');
    press('KeyX');
    for (let times = 0; times < 3; times += 1) press('KeyJ', true);
  });
  const bar = await screen.findByRole('region', { name: 'Выбранные чаты' });
  expect(within(bar).getByText('Выбрано 4 чата')).toBeVisible();
  expect(last).toHaveClass('bg-accent-soft');
  act(() => void press('KeyX'));
  expect(within(bar).getByText('Выбрано 3 чата')).toBeVisible();
  expect(last).not.toHaveClass('bg-accent-soft');

  await user.click(within(bar).getByRole('button', { name: 'Назначить' }));
  const dialog = await screen.findByRole('dialog', { name: 'Кто отвечает за выбранные чаты' });
  const choice = (name: string) => within(dialog).findByRole('button', { name });
  await waitFor(async () => expect(await choice('Ольга Ветрова')).toHaveFocus());
  await userEvent.keyboard('{ArrowUp}');
  expect(await choice('Никому')).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');

  await waitFor(() => expect(bar).not.toBeInTheDocument());
  expect(world.received).toEqual([
    { key: 'bulk', body: { action: 'assign', chats: ['1', '2', '3'], assignee: '2' } },
  ]);
  expect(screen.getByRole('listbox', { name: 'Чаты' })).toHaveFocus();
});

it('takes back that chats are unread only as far as they were read', async () => {
  const read: unknown[] = [];
  serve({ chats: [makeChat({ id: '1', title: 'Первый', last_message_id: '11' })] });
  server.use(
    http.post('*/api/v1/chats/:id/read', async ({ request }) => {
      read.push(await request.clone().json());
    }),
  );
  openApp('/w/dom/inbox?view=all');
  await user.keyboard('[ControlLeft>]');
  await user.click(await row('Первый'));
  await user.keyboard('[/ControlLeft]');
  const bar = await screen.findByRole('region', { name: 'Выбранные чаты' });

  await user.click(within(bar).getByRole('button', { name: 'Непрочитано' }));
  await screen.findByText('Снова непрочитано: 1 чат');
  await user.click(screen.getByRole('button', { name: 'Отменить' }));

  await waitFor(() => expect(read).toEqual([{ last_message_id: '11' }]));
});

it('lists the chats that refused, and keeps them ticked', async () => {
  const error = { code: 'chat_changed', detail: 'Покупатель написал ещё.', remedy: null };
  serve({ chats: chats(), refusals: new Map([['2', error]]) });
  openApp('/w/dom/inbox');
  await row('Первый');

  await user.keyboard('[KeyJ][KeyX][ShiftLeft>][KeyJ][/ShiftLeft]');
  const bar = await screen.findByRole('region', { name: 'Выбранные чаты' });
  await within(bar).findByText('Выбрано 2 чата');
  await user.keyboard('[KeyE]');

  const dialog = await screen.findByRole('dialog', { name: 'Не получилось с 1 чатом' });
  expect(within(dialog).getByText('Покупатель написал ещё.')).toBeVisible();
  await user.click(within(dialog).getByRole('button', { name: 'Понятно' }));
  expect(await within(bar).findByText('Выбран 1 чат')).toBeVisible();
  await user.keyboard('[Escape]');
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Выбранные чаты' })).toBeNull());
});

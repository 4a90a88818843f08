import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { WRONG_KEY } from '@/testing/account-handlers';
import { makeAccount } from '@/testing/factories';
import { openApp } from '@/testing/render';
import { serve } from '@/testing/server';

const open = (part = {}) => {
  const world = serve({ accounts: [makeAccount({ id: '7', title: 'Дом и тишина', ...part })] });
  openApp('/w/dom/settings/accounts/7');
  return world;
};

it('pauses an account and says what that means', async () => {
  const world = open();

  await userEvent.click(await screen.findByRole('switch', { name: 'Приостановить' }));

  expect(await screen.findByText('Приостановлен: чаты не обновляются, ответы не уходят.')).toBeVisible();
  expect(world.accounts[0]?.state).toBe('paused');
});

it('keeps a refused key out and tells why', async () => {
  open();

  await userEvent.type(await screen.findByLabelText('Новый ключ'), WRONG_KEY);
  await userEvent.click(screen.getByRole('button', { name: 'Проверить и заменить' }));

  expect(await screen.findByText(/Ozon не принимает этот ключ/)).toBeVisible();
});

it('disconnects only after the name was typed', async () => {
  const world = open();

  await userEvent.click(await screen.findByRole('button', { name: 'Отключить…' }));
  const dialog = await screen.findByRole('dialog');
  const button = within(dialog).getByRole('button', { name: 'Отключить' });
  await userEvent.click(button);
  expect(world.accounts[0]?.disconnected_at).toBeNull();
  await userEvent.type(within(dialog).getByRole('textbox'), 'Дом и тишина');
  await userEvent.click(button);

  await waitFor(() => expect(world.accounts[0]?.disconnected_at).not.toBeNull());
  expect(await screen.findByText(/Ключ стёрт, переписка доступна/)).toBeVisible();
});

it('says in words what a missing subscription takes away', async () => {
  open({ can_send: false, limits_codes: ['subscription_no_replies'] });

  expect(await screen.findByText('Ответы не отправляются')).toBeVisible();
  expect(screen.getByText(/подписк/i)).toBeVisible();
});

it('says how many chats a run had to leave out', async () => {
  const run = {
    id: '1',
    kind: 'look' as const,
    result: 'partial' as const,
    started_at: '2026-11-23T09:00:00Z',
    ended_at: '2026-11-23T09:00:02Z',
    calls: 4,
    chats_stored: 1,
    messages_stored: 2,
    chats_failed: 3,
    error_code: null,
    error_text: null,
  };
  serve({ accounts: [makeAccount({ id: '7' })], runs: [run] });

  openApp('/w/dom/settings/accounts/7');

  expect(await screen.findByText('2 сообщения в 1 чате · 3 чата не прочитано')).toBeVisible();
});

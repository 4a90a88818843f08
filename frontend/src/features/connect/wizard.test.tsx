import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { WRONG_KEY } from '@/testing/account-handlers';
import { makeAccount, makeMe } from '@/testing/factories';
import { openApp } from '@/testing/render';
import { serve } from '@/testing/server';

async function openKeyStep() {
  openApp('/w/dom/connect');
  await userEvent.type(await screen.findByLabelText('Название кабинета'), 'Тёплый дом');
  await userEvent.click(screen.getByRole('button', { name: 'Дальше' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Ключ готов' }));
}

it('connects after every check has passed and follows the import', async () => {
  const world = serve({ accounts: [] });
  await openKeyStep();

  await userEvent.type(await screen.findByLabelText('Client ID'), '123456');
  await userEvent.type(screen.getByLabelText('Ключ API'), '5f0c7a4e-2d1b-4b8e-9a37-000000000000');
  await userEvent.click(screen.getByRole('button', { name: 'Проверить ключ' }));
  expect(await screen.findByText('Права ключа на чаты')).toBeVisible();
  await userEvent.click(await screen.findByRole('button', { name: 'Подключить' }));

  expect(await screen.findByText(/Загружено 1.240 из ~3.000 чатов/)).toBeVisible();
  expect(world.accounts).toMatchObject([{ title: 'Тёплый дом', external_id: '123456' }]);
  expect(screen.getByRole('link', { name: 'Перейти к чатам' })).toBeVisible();
});

it('promises no messages of a cabinet of which not one chat could be read', async () => {
  const given = { ...makeAccount().import, state: 'failed', chats_done: 0, chats_total: 1 } as const;
  serve({ accounts: [makeAccount({ id: 'a1', import: given, fresh_at: null })] });

  openApp('/w/dom/connect?account=a1');

  expect(await screen.findByText(/не прочитан ни один чат\. Попытки продолжаются/)).toBeVisible();
});

it('names the check that failed with what to do, and offers no connection', async () => {
  serve({ accounts: [] });
  await openKeyStep();

  await userEvent.type(await screen.findByLabelText('Client ID'), '123456');
  await userEvent.type(screen.getByLabelText('Ключ API'), WRONG_KEY);
  await userEvent.click(screen.getByRole('button', { name: 'Проверить ключ' }));

  const line = (await screen.findByText('Ключ в Ozon')).closest('li') as HTMLElement;
  expect(within(line).getByText(/Ozon не принимает этот ключ/)).toBeVisible();
  expect(within(line).getByText('Проверьте Client ID и ключ.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Подключить' })).not.toBeInTheDocument();
});

it('takes blanks away from what was pasted and says so', async () => {
  serve({ accounts: [] });
  await openKeyStep();

  await userEvent.click(await screen.findByLabelText('Client ID'));
  await userEvent.paste(' 123456\n');

  expect(screen.getByLabelText('Client ID')).toHaveValue('123456');
  expect(screen.getByText('Убрали лишние пробелы вокруг числа.')).toBeVisible();
});

it('hides the key while it is typed', async () => {
  serve({ accounts: [] });
  await openKeyStep();

  expect(await screen.findByLabelText('Ключ API')).toHaveAttribute('type', 'password');
});

it('tells that a cabinet is here already', async () => {
  serve({ accounts: [makeAccount({ external_id: '123456' })] });
  await openKeyStep();

  await userEvent.type(await screen.findByLabelText('Client ID'), '123456');
  await userEvent.type(screen.getByLabelText('Ключ API'), 'some-key');
  await userEvent.click(screen.getByRole('button', { name: 'Проверить ключ' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Подключить' }));

  expect(await screen.findByText('Этот кабинет уже подключён.')).toBeVisible();
});

it('is for the owner only', async () => {
  serve({
    me: makeMe({ role: 'agent', workspaces: [{ id: 'w1', slug: 'dom', name: 'Дом', role: 'agent' }] }),
  });

  openApp('/w/dom/connect');

  expect(await screen.findByText('Только для владельца')).toBeVisible();
});

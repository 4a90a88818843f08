import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { makeKey } from '@/testing/key-handlers';
import { loadSettings, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(() => Promise.all([loadSettings(), import('./api-keys')]));

const SECRET = 'aiq_live_4f2a_shown_once';
const row = async (name: string) =>
  (await screen.findByRole('heading', { name })).closest('li') as HTMLElement;
const click = (where: HTMLElement, name: string) =>
  userEvent.click(within(where).getByRole('button', { name }));

it('shows a new key once, lists it without the secret, and revokes it', async () => {
  const world = serve();
  openApp('/w/dom/settings/api-keys');

  await userEvent.click(await screen.findByRole('button', { name: 'Новый ключ' }));
  await userEvent.type(await screen.findByLabelText('Название'), 'Склад');
  await userEvent.click(screen.getByRole('checkbox', { name: 'отвечать покупателям' }));
  await userEvent.click(screen.getByRole('button', { name: 'Создать' }));
  expect(await screen.findByText(SECRET)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Готово' }));

  const key = await row('Склад');
  expect(within(key).getByText('читать чаты и сообщения, отвечать покупателям')).toBeVisible();
  expect(screen.queryByText(SECRET)).not.toBeInTheDocument();
  await click(key, 'Отозвать');
  await click(await screen.findByRole('dialog'), 'Отозвать');

  expect(await screen.findByText(/отозван/)).toBeVisible();
  expect(world.keys[0]?.revoked_at).not.toBeNull();
});

it('limits a key to accounts and networks', async () => {
  const world = serve({ keys: [makeKey({ name: 'Склад' })] });
  openApp('/w/dom/settings/api-keys');

  await click(await row('Склад'), 'Изменить');
  const dialog = await screen.findByRole('dialog', { name: 'Изменить ключ' });
  await userEvent.click(within(dialog).getByText('Ограничить кабинеты и сети'));
  await userEvent.click(await within(dialog).findByRole('checkbox', { name: 'Дом и тишина' }));
  await userEvent.type(within(dialog).getByLabelText('Только из этих сетей'), '203.0.113.7');
  await click(dialog, 'Сохранить');

  expect(
    await screen.findByText(/только кабинеты: Дом и тишина; только из сетей: 203.0.113.7/),
  ).toBeVisible();
  expect(world.keys[0]).toMatchObject({ chat_accounts: ['a1'], networks: ['203.0.113.7'], revision: 2 });
});

it('rotates a key: the new one is shown once, the old one says until when it works', async () => {
  const world = serve({ keys: [makeKey({ name: 'Склад' })] });
  openApp('/w/dom/settings/api-keys');

  await click(await row('Склад'), 'Заменить');
  const dialog = await screen.findByRole('dialog', { name: 'Заменить ключ «Склад»?' });
  await userEvent.selectOptions(within(dialog).getByLabelText('Старый ключ работает ещё'), 'неделю');
  await click(dialog, 'Заменить');
  expect(await screen.findByText(SECRET)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Готово' }));

  expect(await screen.findByText(/заменён, работает до/)).toBeVisible();
  expect(world.keys).toHaveLength(2);
});

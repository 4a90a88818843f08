import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { openApp } from '@/testing/render';
import { serve } from '@/testing/server';

it('shows a new key once, lists it without the secret, and revokes it', async () => {
  const world = serve();
  openApp('/w/dom/settings/api-keys');

  await userEvent.click(await screen.findByRole('button', { name: 'Новый ключ' }));
  await userEvent.type(await screen.findByLabelText('Название'), 'Склад');
  await userEvent.click(screen.getByRole('checkbox', { name: 'отвечать покупателям' }));
  await userEvent.click(screen.getByRole('button', { name: 'Создать' }));
  expect(await screen.findByText('aiq_live_4f2a_shown_once')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Готово' }));

  const row = (await screen.findByRole('heading', { name: 'Склад' })).closest('li') as HTMLElement;
  expect(within(row).getByText('читать чаты и сообщения, отвечать покупателям')).toBeVisible();
  expect(screen.queryByText('aiq_live_4f2a_shown_once')).not.toBeInTheDocument();
  await userEvent.click(within(row).getByRole('button', { name: 'Отозвать' }));
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Отозвать' }));

  expect(await screen.findByText(/отозван/)).toBeVisible();
  expect(world.keys[0]?.revoked_at).not.toBeNull();
});

import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { openApp } from '@/testing/render';
import { serve } from '@/testing/server';

it('opens beside the wizard, with every error and what helps', async () => {
  serve({ accounts: [] });
  openApp('/w/dom/connect');

  await userEvent.click(await screen.findByText('Инструкция: ключ, подписка и что значит каждая ошибка'));

  expect(await screen.findByRole('heading', { name: 'Сколько живёт ключ' })).toBeVisible();
  expect(screen.getByText('Срок действия ключа истёк.')).toBeVisible();
  expect(screen.getByText('key_expired')).toBeVisible();
  expect(screen.getByRole('link', { name: 'страница ключей' })).toHaveAttribute(
    'href',
    'https://seller.ozon.ru/app/settings/api-keys',
  );
});

import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { test } from './desk.ts';
import { withoutSubscription } from './simulator.ts';
import { WORKSPACE } from './workspace.ts';

test('a wrong key is named with its remedy, and the right one connects', async ({ page, desk }) => {
  const shop = await desk.shop('Новая лавка');
  await page.goto(`${WORKSPACE}/connect?step=3`);

  await page.getByLabel('Client ID').fill(shop.clientId);
  await page.getByLabel('Ключ API').fill(randomUUID());
  await page.getByRole('button', { name: 'Проверить ключ' }).click();
  const line = page.getByRole('listitem').filter({ hasText: 'Ключ в Ozon' });
  await expect(line).toContainText('Маркетплейс не принял ключ');
  await expect(page.getByRole('button', { name: 'Подключить' })).toHaveCount(0);

  await page.getByLabel('Ключ API').fill(shop.apiKey);
  await page.getByRole('button', { name: 'Проверить ключ' }).click();
  await page.getByRole('button', { name: 'Подключить' }).click();
  await expect(page.getByText('Кабинет подключён')).toBeVisible();
});

test('a shop without the subscription connects and says what is missing', async ({ page, desk }) => {
  const shop = await desk.shop('Без подписки');
  await withoutSubscription(shop);
  await page.goto(`${WORKSPACE}/connect?step=3`);

  await page.getByLabel('Client ID').fill(shop.clientId);
  await page.getByLabel('Ключ API').fill(shop.apiKey);
  await page.getByRole('button', { name: 'Проверить ключ' }).click();

  await expect(page.getByRole('listitem').filter({ hasText: 'Отправка ответов' })).toContainText(
    /Premium|подписк/i,
  );
  await expect(page.getByRole('button', { name: 'Подключить' })).toBeVisible();
});

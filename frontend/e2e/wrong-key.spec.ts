import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { openShop, withoutSubscription } from './simulator.ts';
import { signIn, workspacePath } from './steps.ts';

test('a wrong key is named with its remedy, and the right one connects', async ({ page }) => {
  const shop = await openShop('Новая лавка');
  await signIn(page);
  await page.goto(`${workspacePath(page)}/connect?step=3`);

  await page.getByLabel('Client ID').fill(shop.clientId);
  await page.getByLabel('Ключ API').fill(randomUUID());
  await page.getByRole('button', { name: 'Проверить ключ' }).click();
  const line = page.getByRole('listitem').filter({ hasText: 'Ключ в Ozon' });
  await expect(line).toContainText(/ключ/i);
  await expect(page.getByRole('button', { name: 'Подключить' })).toHaveCount(0);

  await page.getByLabel('Ключ API').fill(shop.apiKey);
  await page.getByRole('button', { name: 'Проверить ключ' }).click();
  await page.getByRole('button', { name: 'Подключить' }).click();
  await expect(page.getByText('Кабинет подключён')).toBeVisible();
});

test('a shop without the subscription connects and says what is missing', async ({ page }) => {
  const shop = await openShop('Без подписки');
  await withoutSubscription(shop);
  await signIn(page);
  await page.goto(`${workspacePath(page)}/connect?step=3`);

  await page.getByLabel('Client ID').fill(shop.clientId);
  await page.getByLabel('Ключ API').fill(shop.apiKey);
  await page.getByRole('button', { name: 'Проверить ключ' }).click();

  await expect(page.getByRole('listitem').filter({ hasText: 'Отправка ответов' })).toContainText(
    /Premium|подписк/i,
  );
  await expect(page.getByRole('button', { name: 'Подключить' })).toBeVisible();
});

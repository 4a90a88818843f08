import { expect, type Page } from '@playwright/test';
import { test } from './desk.ts';
import { ARRIVES_WITHIN_MS } from './environment.ts';
import { buyerWrites, earlyShop } from './simulator.ts';
import { bubble, composer, expectNoSidewaysScroll, goTo, rowWith } from './steps.ts';
import { ask, type ConnectedAccount, WORKSPACE } from './workspace.ts';

/** A part of the report by its title. */
const part = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title }) });

test('an answer shows in the report, and its figure leads back to the chat', async ({ page }) => {
  const shop = earlyShop();
  const listed = await ask<{ results: ConnectedAccount[] }>(page.context(), 'GET', 'chat-accounts?limit=100');
  const account = listed.results.find((one) => one.external_id === shop.clientId)?.id ?? '';
  await page.goto(`${WORKSPACE}/inbox?account=${account}`);
  await (await rowWith(page, 'Какая глубина')).click();
  await buyerWrites(shop, shop.chatId, 'И выдержит ли она книги?');
  await expect(bubble(page, 'выдержит ли она книги')).toBeVisible({ timeout: ARRIVES_WITHIN_MS });
  await composer(page).fill('Глубина 25 см, нагрузка до 20 кг.');
  await page.keyboard.press('Control+Enter');
  await expect(bubble(page, 'Глубина 25 см').getByText('доставлено')).toBeAttached({
    timeout: ARRIVES_WITHIN_MS,
  });

  await page.keyboard.press('Escape');
  await goTo(page, 'r', 'Результат');
  await page.getByLabel('Кабинет').selectOption(account);
  await expect(page).toHaveURL(new RegExp(`account=${account}`));
  // The question was asked before the shop was connected: it is the whole baseline, and far too little for a figure.
  // The time before is written down once a minute, after the import.
  await expect(async () => {
    await page.reload();
    await expect(part(page, 'До подключения и сейчас')).toContainText('мало данных: 1 вопрос', {
      timeout: 5_000,
    });
  }).toPass({ timeout: ARRIVES_WITHIN_MS });
  await expectNoSidewaysScroll(page);

  await page.goto(`${WORKSPACE}/reports?account=${account}&show=all&of=baseline`);
  const dialog = page.getByRole('dialog', { name: 'Все вопросы, до подключения' });
  const question = dialog.getByRole('listitem').getByRole('link');
  await expect(question).toBeVisible();
  await question.click();
  await expect(bubble(page, 'Глубина 25 см')).toBeVisible();
});

test('the report comes as a file', async ({ page }) => {
  await page.goto(`${WORKSPACE}/reports?days=14`);

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Показатели, CSV' }).click(),
  ]);

  expect(file.suggestedFilename()).toMatch(/\.csv$/);
});

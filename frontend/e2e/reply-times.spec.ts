import { expect } from '@playwright/test';
import { test } from './desk.ts';
import { composer, rowWith } from './steps.ts';
import { WORKSPACE } from './workspace.ts';

test('one shop gets a target of its own, tried before it is saved', async ({ page, desk }) => {
  const shop = await desk.open('Спешная лавка');
  await page.goto(`${WORKSPACE}/settings/reply-times`);

  await page.getByRole('button', { name: 'Срок для кабинета' }).click();
  await page.getByLabel('Для чего').selectOption(shop.title);
  await page.getByLabel('Первый ответ, минут').fill('30');
  await page.getByLabel('Следующие ответы, минут').fill('45');
  await expect(page.getByText(/^Сообщение в .+ → срок .+, следующий ответ .+/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Добавить', exact: true }).click();

  const policy = page.getByRole('listitem').filter({ hasText: `Кабинет «${shop.title}»` });
  await expect(policy).toContainText('Первый ответ за 30 мин, следующие за 45 мин.');
  await policy.getByRole('button', { name: 'Пересчитать открытые…' }).click();
  await expect(page.getByRole('dialog')).toContainText('Ждут ответа: 0 вопросов');
});

test('a chat is closed by a key and opened again by another', async ({ page, desk }) => {
  await desk.open('Тихая лавка', 'Спасибо, всё подошло');
  await (await rowWith(page, 'Спасибо, всё подошло')).click();
  await expect(composer(page)).toBeFocused();

  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await expect(page.getByText('Он откроется сам, когда покупатель напишет')).toBeVisible();
  await page.keyboard.press('z');

  await expect(page.getByText('Он откроется сам, когда покупатель напишет')).toHaveCount(0);
  await page.keyboard.press('h');
  await page
    .getByRole('dialog', { name: 'Отложить чат' })
    .getByRole('button', { name: /^Через час/ })
    .click();
  await expect(page.getByText(/^Отложен до/)).toBeVisible();
});

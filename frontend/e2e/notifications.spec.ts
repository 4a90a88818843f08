import { expect } from '@playwright/test';
import { test } from './desk.ts';
import { ARRIVES_WITHIN_MS } from './environment.ts';
import { WORKSPACE } from './workspace.ts';

test('a notification is tried, arrives by itself, and is read', async ({ page }) => {
  await page.goto(`${WORKSPACE}/settings/notifications`);
  const inside = page.locator('section').filter({ has: page.getByRole('heading', { name: 'В программе' }) });

  await inside.getByRole('button', { name: 'Проверить' }).click();
  await expect(inside.getByRole('status')).toHaveText('Уведомление отправлено в эту программу.');
  const bell = page
    .getByRole('navigation', { name: 'Разделы', exact: true })
    .getByRole('link', { name: /^Уведомления/ });
  await expect(bell).toHaveText(/[1-9]/, { timeout: ARRIVES_WITHIN_MS });
  await bell.click();

  await expect(page.getByRole('heading', { level: 1, name: 'Уведомления' })).toBeVisible();
  const trial = page.getByRole('listitem').filter({ hasText: 'Проверка: уведомления доходят' }).first();
  await expect(trial).toContainText('не прочитано');
  await page.getByRole('button', { name: 'Прочитать все' }).click();
  await expect(trial).not.toContainText('не прочитано');
});

test('what a channel carries is kept', async ({ page }) => {
  await page.goto(`${WORKSPACE}/settings/notifications`);
  const tick = page.getByRole('checkbox', { name: 'Скоро срок ответа: Почта' });
  const before = await tick.isChecked();

  await page.locator('label').filter({ has: tick }).click();
  await expect(tick).toBeChecked({ checked: !before });
  await page.reload();

  await expect(tick).toBeChecked({ checked: !before });
});

import { expect, type Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './axe.ts';
import { test } from './desk.ts';
import { NOBODY } from './people.ts';
import { composer, rowWith, settled } from './steps.ts';
import { WORKSPACE } from './workspace.ts';

async function look(page: Page, where: string): Promise<void> {
  await settled(page);
  await expectAccessibleInBothThemes(page, where);
}

test.describe.configure({ mode: 'parallel' });
test.use({ colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } });

test.describe('at the door', () => {
  test.use({ storageState: NOBODY });

  test('the ways in are accessible in both themes', async ({ page }) => {
    await page.goto('/login');
    await look(page, 'login');
    await page.goto('/password');
    await look(page, 'forgotten password');
    await page.goto('/invitation#gone');
    await expect(page.getByText('Попросите отправить приглашение ещё раз.')).toBeVisible();
    await look(page, 'invitation');
  });
});

test('the screens of answering and of connecting are accessible in both themes', async ({ page, desk }) => {
  for (const step of [1, 2, 3]) {
    await page.goto(`${WORKSPACE}/connect?step=${step}`);
    await look(page, `wizard, step ${step}`);
  }
  const shop = await desk.open('Доступная лавка', 'Есть ли инструкция крупным шрифтом?');
  const row = await rowWith(page, 'крупным шрифтом');
  await look(page, 'inbox');
  await row.click();
  await expect(composer(page)).toBeFocused();
  await look(page, 'conversation');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await look(page, 'keys');
  await page.goto(`${WORKSPACE}/settings/accounts/${shop.accountId}`);
  await expect(page.getByRole('heading', { name: 'Что доступно' })).toBeVisible();
  await look(page, 'one account');
});

test('every other screen is accessible in both themes', async ({ page }) => {
  test.setTimeout(300_000);
  for (const section of [
    'reports',
    'notifications',
    'settings/accounts',
    'settings/templates',
    'settings/templates/new',
    'settings/text-check',
    'settings/members',
    'settings/notifications',
    'settings/api-keys',
    'settings/audit-log',
    'settings/organisation',
    'settings/billing',
    'settings/data',
    'settings/profile',
    'health',
  ]) {
    await page.goto(`${WORKSPACE}/${section}`);
    await look(page, section);
  }
  await page.goto(`${WORKSPACE}/settings/reply-times`);
  await page.getByRole('button', { name: 'Новые часы' }).click();
  await expect(page.getByText(/^Сообщение в/).first()).toBeVisible();
  await look(page, 'working hours');
});

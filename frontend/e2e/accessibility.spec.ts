import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './desk.ts';
import { NOBODY } from './people.ts';
import { composer, rowWith, settled, signIn } from './steps.ts';
import { WORKSPACE } from './workspace.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// A theme changes colours and nothing else.
const COLOURS = ['color-contrast', 'link-in-text-block'];

async function expectAccessible(page: Page, where: string): Promise<void> {
  await settled(page);
  await expectNothingFound(new AxeBuilder({ page }).withTags(TAGS), where);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNothingFound(new AxeBuilder({ page }).withRules(COLOURS), `${where}, dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function expectNothingFound(axe: AxeBuilder, where: string): Promise<void> {
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  expect.soft(found, where).toEqual([]);
}

test.describe(() => {
  test.use({ storageState: NOBODY, colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } });

  test('every screen is accessible in both themes', async ({ page, desk }) => {
    test.setTimeout(300_000);
    await page.goto('/login');
    await expectAccessible(page, 'login');
    await page.goto('/password');
    await expectAccessible(page, 'forgotten password');
    await page.goto('/invitation#gone');
    await expect(page.getByText('Попросите отправить приглашение ещё раз.')).toBeVisible();
    await expectAccessible(page, 'invitation');
    await signIn(page);
    for (const step of [1, 2, 3]) {
      await page.goto(`${WORKSPACE}/connect?step=${step}`);
      await expectAccessible(page, `wizard, step ${step}`);
    }
    const shop = await desk.open('Доступная лавка', 'Есть ли инструкция крупным шрифтом?');
    const row = await rowWith(page, 'крупным шрифтом');
    await expectAccessible(page, 'inbox');
    await row.click();
    await expect(composer(page)).toBeFocused();
    await expectAccessible(page, 'conversation');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expectAccessible(page, 'keys');
    await page.keyboard.press('Escape');
    for (const section of [
      'reports',
      'settings/accounts',
      'settings/templates',
      'settings/templates/new',
      'settings/text-check',
      'settings/members',
      'settings/api-keys',
      'settings/audit-log',
      'settings/organisation',
      'settings/data',
      'settings/profile',
      'health',
    ]) {
      await page.goto(`${WORKSPACE}/${section}`);
      await expectAccessible(page, section);
    }
    await page.goto(`${WORKSPACE}/settings/reply-times`);
    await page.getByRole('button', { name: 'Новые часы' }).click();
    await expect(page.getByText(/^Сообщение в/).first()).toBeVisible();
    await expectAccessible(page, 'working hours');
    await page.goto(`${WORKSPACE}/settings/accounts/${shop.accountId}`);
    await expect(page.getByRole('heading', { name: 'Что доступно' })).toBeVisible();
    await expectAccessible(page, 'one account');
  });
});

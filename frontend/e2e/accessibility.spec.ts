import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { buyerAsks, openShop } from './simulator.ts';
import { composer, connect, rowWith, signIn, workspacePath } from './steps.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function expectAccessible(page: Page, where: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await expect(page.locator('.skeleton, [aria-busy=true]')).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  expect.soft(found, where).toEqual([]);
}

for (const theme of ['light', 'dark'] as const) {
  test(`every screen is accessible in the ${theme} theme`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const shop = await openShop(`Доступная лавка ${theme}`);
    await buyerAsks(shop, `Есть ли инструкция крупным шрифтом (${theme})?`);

    await page.goto('/login');
    await expectAccessible(page, 'login');
    await page.goto('/password');
    await expectAccessible(page, 'forgotten password');
    await page.goto('/invitation#gone');
    await expect(page.getByText('Попросите отправить приглашение ещё раз.')).toBeVisible();
    await expectAccessible(page, 'invitation');
    await signIn(page);
    const workspace = workspacePath(page);
    for (const step of [1, 2, 3]) {
      await page.goto(`${workspace}/connect?step=${step}`);
      await expectAccessible(page, `wizard, step ${step}`);
    }
    await connect(page, shop);
    await expectAccessible(page, 'inbox');
    await (await rowWith(page, `крупным шрифтом (${theme})`)).click();
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
      await page.goto(`${workspace}/${section}`);
      await expectAccessible(page, section);
    }
    await page.goto(`${workspace}/settings/reply-times`);
    await page.getByRole('button', { name: 'Новые часы' }).click();
    await expect(page.getByText(/^Сообщение в/).first()).toBeVisible();
    await expectAccessible(page, 'working hours');
    await page.goto(`${workspace}/settings/accounts`);
    await page.getByRole('link', { name: shop.title }).click();
    await expect(page.getByRole('heading', { name: 'Что доступно' })).toBeVisible();
    await expectAccessible(page, 'one account');
  });
}

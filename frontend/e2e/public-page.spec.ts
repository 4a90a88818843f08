import { expect, test } from '@playwright/test';
import { expectAccessibleInBothThemes } from './axe.ts';

const PAGES = ['/', '/help/connect-ozon', '/privacy', '/thanks'];

test('the public pages are accessible in both themes, on a phone too', async ({ page }) => {
  for (const path of PAGES) {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(path);
    await expectAccessibleInBothThemes(page, path);
    for (const width of [320, 390, 1440]) {
      await page.setViewportSize({ width, height: 844 });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect.soft(beyond, `${path} at ${width} px`).toBeLessThanOrEqual(0);
    }
  }
});

test('nothing on the public page moves while it loads, and its scripts weigh nothing', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });

  await page.goto('/');
  // A picture that a jump passes over is never asked for.
  for (const picture of await page.getByRole('img').all()) await picture.scrollIntoViewIfNeeded();
  await page.getByRole('contentinfo').scrollIntoViewIfNeeded();
  await page.waitForFunction(() =>
    [...document.images].every((image) => image.complete && image.naturalWidth > 0),
  );

  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts).toEqual([]);
  expect(scripts).toEqual([]);
});

test('a visitor without scripts leaves a contact', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();

  await page.goto('/');
  await page.getByRole('link', { name: 'Попробовать 14 дней бесплатно' }).click();
  await page.getByLabel('Почта, телефон или Telegram').fill('olga@example.com');
  await page.getByRole('checkbox', { name: /обработку персональных данных/ }).check();
  await page.getByRole('button', { name: 'Оставить контакт' }).click();

  await expect(page).toHaveURL(/\/thanks/);
  await expect(page.getByRole('heading', { level: 1, name: 'Контакт получен' })).toBeVisible();
  await context.close();
});

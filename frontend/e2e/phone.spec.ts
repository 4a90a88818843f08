import { devices, expect, type Page } from '@playwright/test';
import { test } from './desk.ts';
import { ARRIVES_WITHIN_MS } from './environment.ts';
import { bubble, composer, expectNoSidewaysScroll, rowWith, settled } from './steps.ts';
import { WORKSPACE } from './workspace.ts';

const { defaultBrowserType: _browser, ...phone } = devices['Pixel 7'];
test.use({ ...phone, viewport: { width: 390, height: 844 } });

test('a buyer is answered on a phone, one pane after the other', async ({ page, desk }) => {
  await desk.open('Карманная лавка', 'Чек в посылку положите?');
  await expectNoSidewaysScroll(page);

  await (await rowWith(page, 'Чек в посылку')).tap();
  await expect(page.getByRole('listbox', { name: 'Чаты' })).toHaveCount(0);
  await expectNoSidewaysScroll(page);
  await composer(page).fill('Чек придёт на почту в день доставки.');
  await page.getByRole('button', { name: 'Отправить', exact: true }).tap();
  await expect(bubble(page, 'Чек придёт на почту').getByText(/принято Ozon|доставлено/)).toBeAttached({
    timeout: ARRIVES_WITHIN_MS,
  });

  await page.goBack();
  await expect(page.getByRole('listbox', { name: 'Чаты' })).toBeVisible();
  await page.getByRole('button', { name: 'Ещё' }).tap();
  await page.getByRole('link', { name: 'Отвеченные' }).tap();
  await expect(page.getByRole('heading', { level: 1, name: /Отвеченные/ })).toBeVisible();
});

/** Controls below 24 px; a link inside a sentence may be as high as its line, a ticked box counts with its label. */
function tooSmallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], select, input, summary')]
      .filter(
        (element) => element.checkVisibility() && element.tabIndex >= 0 && element.closest('p') === null,
      )
      .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1 && (box.height < 24 || box.width < 24))
      .map(({ element }) => element.outerHTML.slice(0, 160)),
  );
}

test('nothing scrolls sideways and every target is large enough at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });

  for (const section of [
    'inbox',
    'reports',
    'notifications',
    'settings/notifications',
    'settings/reply-times',
    'settings/accounts',
    'settings/templates/new',
    'settings/text-check',
    'settings/members',
    'settings/organisation',
    'settings/data',
    'settings/audit-log',
    'settings/profile',
    'settings/api-keys',
    'health',
    'connect',
  ]) {
    await page.goto(`${WORKSPACE}/${section}`);
    await settled(page);
    await expectNoSidewaysScroll(page);
    expect(await tooSmallTargets(page), section).toEqual([]);
  }
});

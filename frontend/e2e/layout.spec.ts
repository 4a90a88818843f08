import { expect, type Page, test } from '@playwright/test';
import { NOW } from '../src/testing/factories.ts';
import type { World } from '../src/testing/world.ts';
import { imagine } from './imagined.ts';
import { workday, workdayWithFailure } from './layout-world.ts';
import { NOBODY } from './people.ts';
import { expectNoSidewaysScroll, settled } from './steps.ts';

const PHONE = { width: 390, height: 844 };
const OPEN_CHAT = '/w/dom/inbox?chat=c1';

type Screen = {
  name: string;
  path: string;
  shows: string;
  world?: () => World;
  isDark?: boolean;
  isPhone?: boolean;
};

const SCREENS: Screen[] = [
  { name: 'inbox', path: OPEN_CHAT, shows: 'Из какого дерева полка?' },
  { name: 'failed-send', path: OPEN_CHAT, shows: 'Ozon не принял ответ.', world: workdayWithFailure },
  { name: 'dark', path: OPEN_CHAT, shows: 'Из какого дерева полка?', isDark: true },
  { name: 'phone-list', path: '/w/dom/inbox', shows: 'Свисток снимается?', isPhone: true },
  { name: 'phone-chat', path: OPEN_CHAT, shows: 'Из какого дерева полка?', isPhone: true },
  { name: 'wizard', path: '/w/dom/connect?step=3', shows: 'Проверить ключ' },
  { name: 'report', path: '/w/dom/reports', shows: 'До подключения и сейчас' },
  { name: 'landing', path: '/', shows: 'Попробовать 14 дней бесплатно' },
];

// The page allows no style but its own; the one that hides words is ours.
test.use({ storageState: NOBODY, bypassCSP: true, contextOptions: { reducedMotion: 'reduce' } });

async function show(page: Page, screen: Screen): Promise<void> {
  if (screen.isPhone) await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: screen.isDark ? 'dark' : 'light' });
  await page.clock.setFixedTime(NOW);
  await imagine(page, (screen.world ?? workday)());
  await page.goto(screen.path);
  await expect(page.getByText(screen.shows).first()).toBeVisible();
  await settled(page);
}

for (const screen of SCREENS) {
  test(`${screen.name} stands as it was found good`, async ({ page }) => {
    await show(page, screen);

    await expectNoSidewaysScroll(page, screen.name);
    await expect(page).toHaveScreenshot(`${screen.name}.png`);
  });
}

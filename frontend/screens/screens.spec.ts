import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContextOptions, type Page, test } from '@playwright/test';
import { settled, signIn, workspacePath } from '../e2e/steps.ts';
import { fileOf, screensPage } from './page.ts';
import { SHOTS, type Shot, type Size, THEMES } from './shots.ts';

const DOCS = join(import.meta.dirname, '..', '..', 'docs');
const PICTURES = join(DOCS, 'pictures', 'screens');
const QUALITY = 45;
const SIZES: Record<Size, BrowserContextOptions & { viewport: { width: number; height: number } }> = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};
/** As wide as they are shown with room to look closer. */
const SCALES: Record<Size, number> = { desktop: 0.75, phone: 1 };

/** The browser itself writes WebP, a third of what a PNG takes; Playwright only hands on PNG and JPEG. */
async function takePicture(page: Page, size: Size, file: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const clip = { x: 0, y: 0, ...SIZES[size].viewport, scale: SCALES[size] };
  const { data } = await browser.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY, clip });
  await writeFile(join(PICTURES, file), Buffer.from(data, 'base64'));
  await browser.detach();
}

async function takeBothThemes(page: Page, size: Size, shot: Shot): Promise<void> {
  await settled(page);
  await shot.prepare?.(page);
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    await settled(page);
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
    await takePicture(page, size, fileOf(shot, `${size}-${theme}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test.beforeAll(async () => {
  await rm(PICTURES, { recursive: true, force: true });
  await mkdir(PICTURES, { recursive: true });
  await writeFile(join(DOCS, 'screens.md'), screensPage(SHOTS));
});

for (const size of ['desktop', 'phone'] as const) {
  test(`every screen, ${size}`, async ({ browser }) => {
    const context = await browser.newContext({ ...SIZES[size], reducedMotion: 'reduce' });
    const page = await context.newPage();
    const atTheDoor = SHOTS.filter(({ path }) => path.startsWith('/'));
    for (const shot of atTheDoor) {
      await page.goto(shot.path);
      await takeBothThemes(page, size, shot);
    }
    await signIn(page);
    const workspace = workspacePath(page);
    for (const shot of SHOTS.filter((one) => !atTheDoor.includes(one))) {
      await page.goto(`${workspace}/${shot.path}`);
      await takeBothThemes(page, size, shot);
    }
    await context.close();
  });
}

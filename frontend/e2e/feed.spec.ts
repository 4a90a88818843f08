import { expect, type Locator, type Page } from '@playwright/test';
import { at, makeMessage } from '../src/testing/factories.ts';
import { test } from './desk.ts';
import { ARRIVES_WITHIN_MS } from './environment.ts';
import { imagine } from './imagined.ts';
import { workday } from './layout-world.ts';
import { NOBODY } from './people.ts';
import { buyerAsks, buyerWrites } from './simulator.ts';
import { bubble, feed, rowWith } from './steps.ts';
import { connectAccount, WORKSPACE } from './workspace.ts';

const topOf = (place: Locator) => place.evaluate((element) => element.getBoundingClientRect().top);

/** Nothing is being loaded or measured any more. */
async function still(page: Page): Promise<void> {
  await expect(feed(page)).toHaveAttribute('aria-busy', 'false');
  const place = () => feed(page).evaluate((box) => `${box.scrollTop} of ${box.scrollHeight}`);
  await expect(async () => {
    const before = await place();
    await page.waitForTimeout(300);
    expect(await place()).toBe(before);
  }).toPass({ timeout: ARRIVES_WITHIN_MS });
}

test('older messages come in above and newer ones below without moving what is read', async ({
  page,
  desk,
}) => {
  const shop = await desk.shop('Долгая беседа');
  const lines = Array.from(
    { length: 120 },
    (_, index) => `Вопрос ${index + 1}. ${'Как ухаживать? '.repeat(index % 7)}`,
  );
  const chatId = await buyerAsks(shop, ...lines);
  const { id } = await connectAccount(page.context(), shop);
  await page.goto(`${WORKSPACE}/inbox?account=${id}`);
  await (await rowWith(page, 'Вопрос 1')).click();
  await expect(feed(page).getByRole('article').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await feed(page).evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await still(page);

  const height = await feed(page).evaluate((box) => box.scrollHeight);
  await feed(page).evaluate((box) => box.scrollTo(0, 950));
  await still(page);
  const read = feed(page).getByRole('article').nth(9);
  const text = (await read.innerText()).split('\n')[0] ?? '';
  const kept = bubble(page, text);
  const before = await topOf(kept);
  await feed(page).evaluate((box) => box.scrollBy(0, -100));
  await expect.poll(() => feed(page).evaluate((box) => box.scrollHeight)).toBeGreaterThan(height + 500);
  await still(page);
  expect(Math.abs((await topOf(kept)) - before - 100)).toBeLessThanOrEqual(1);

  const reading = await topOf(kept);
  await buyerWrites(shop, chatId, 'Ещё один вопрос напоследок.');
  const button = page.getByRole('button', { name: 'Новые: 1' });
  await expect(button).toBeVisible({ timeout: ARRIVES_WITHIN_MS });
  expect(Math.abs((await topOf(kept)) - reading)).toBeLessThanOrEqual(1);
  await button.click();
  await expect(bubble(page, 'Ещё один вопрос напоследок.')).toBeInViewport();
  await still(page);
  await buyerWrites(shop, chatId, 'И самый последний.');
  await expect(bubble(page, 'И самый последний.')).toBeInViewport({ timeout: ARRIVES_WITHIN_MS });

  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  const selected = page.getByRole('listbox', { name: 'Чаты' }).getByRole('option', { selected: true });
  await expect(selected).toHaveCSS('outline-width', '3px');
  await expect(page.getByRole('button', { name: 'Отправить', exact: true })).toHaveCSS(
    'outline-style',
    'solid',
  );
  expect(await movingElements(page)).toEqual([]);
});

/** What would still move for somebody who asked for rest. */
function movingElements(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => {
        const { animationDuration, transitionDuration } = getComputedStyle(element);
        return `${animationDuration}, ${transitionDuration}`
          .split(', ')
          .some((time) => Number.parseFloat(time) > 0.001);
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

test.describe('a picture that is late', () => {
  test.use({ storageState: NOBODY });

  test('moves nothing when it comes', async ({ page }) => {
    const world = workday();
    const photo = {
      id: 'f1',
      name: 'photo_1.png',
      url: '/api/v1/files/f1',
      content_type: 'image/png',
      is_image: true,
      size: 120_000,
      moderation: 'passed' as const,
      is_withheld: false,
    };
    const thread = Array.from({ length: 30 }, (_, index) =>
      makeMessage({
        id: `${index + 1}`,
        text: index === 24 ? '' : `Вопрос ${index + 1}`,
        attachments: index === 24 ? [photo] : [],
        sent_at: at(index - 40, Date.now()),
      }),
    );
    world.messages.set('c1', thread);
    await imagine(page, world);
    let arrive = () => {};
    const arrival = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route('**/api/v1/files/f1*', async (route) => {
      await arrival;
      await route.fulfill({ contentType: 'image/svg+xml', body: TALL_PICTURE });
    });
    await page.goto('/w/dom/inbox?chat=c1');
    const picture = page.getByRole('img', { name: /Фото от покупателя/ });
    await expect(picture).toBeVisible();
    await still(page);
    const places = () => Promise.all([bubble(page, 'Вопрос 24'), bubble(page, 'Вопрос 26')].map(topOf));
    const before = await places();
    const height = await feed(page).evaluate((box) => box.scrollHeight);

    arrive();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalHeight)).toBe(900);
    await still(page);

    expect(await places()).toEqual(before);
    expect(await feed(page).evaluate((box) => box.scrollHeight)).toBe(height);
  });
});

/** Three times as high as wide: without a box of its own it would push everything apart. */
const TALL_PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="900"><rect width="300" height="900"/></svg>';

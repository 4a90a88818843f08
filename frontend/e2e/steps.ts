import { expect, type Page } from '@playwright/test';
import { ARRIVES_WITHIN_MS, environment } from './environment.ts';
import type { Shop } from './simulator.ts';
import { ask } from './workspace.ts';

export async function signIn(page: Page, email = environment.login): Promise<void> {
  await page.goto('/login');
  // Whatever language the account has: what is chosen on a device stays.
  await page.getByRole('button', { name: 'Русский' }).click();
  await page.getByLabel('Почта').fill(email);
  await page.getByLabel('Пароль').fill(environment.password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Ждут ответа/ })).toBeVisible({ timeout: 60_000 });
}

/** The address of the workspace the person landed in, without its section. */
export function workspacePath(page: Page): string {
  const path = /^\/w\/[^/]+/.exec(new URL(page.url()).pathname)?.[0];
  if (!path) throw new Error(`not in a workspace: ${page.url()}`);
  return path;
}

/** By the keys g and another, which must follow soon: a page held up between them takes neither. */
export async function goTo(page: Page, letter: string, heading: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: ARRIVES_WITHIN_MS });
}

/** Goes through the whole wizard as a person does. */
export async function connect(page: Page, shop: Shop): Promise<void> {
  await page.goto(`${workspacePath(page)}/connect`);
  await page.getByLabel('Название кабинета').fill(shop.title);
  await page.getByRole('button', { name: 'Дальше' }).click();
  await page.getByRole('button', { name: 'Ключ готов' }).click();
  await page.getByLabel('Client ID').fill(` ${shop.clientId} `);
  await page.getByLabel('Ключ API').fill(shop.apiKey);
  await page.getByRole('button', { name: 'Проверить ключ' }).click();
  await page.getByRole('button', { name: 'Подключить' }).click();
  await expect(page.getByText('Кабинет подключён')).toBeVisible();
  await page.getByRole('link', { name: 'Перейти к чатам' }).click();
  await showOnly(page, shop.title);
}

/** Filters by the account, so that other shops of the workspace do not stand in the way. */
async function showOnly(page: Page, title: string): Promise<void> {
  const more = page.getByRole('button', { name: 'Ещё' });
  await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
  if (await more.isVisible()) await more.click();
  await page.getByRole('button', { name: new RegExp(title) }).click();
  await expect(page).toHaveURL(/account=\d+/);
}

/** The row of the list that shows these words, once the marketplace has been read. */
export async function rowWith(page: Page, text: string) {
  const row = page.getByRole('listbox', { name: 'Чаты' }).getByRole('option').filter({ hasText: text });
  await expect(row).toBeVisible({ timeout: ARRIVES_WITHIN_MS });
  return row;
}

export const composer = (page: Page) => page.getByRole('textbox', { name: 'Ответ покупателю' });
export const feed = (page: Page) => page.getByRole('feed', { name: 'Сообщения' });

/** The bubble with these words. */
export const bubble = (page: Page, text: string) => feed(page).getByRole('article').filter({ hasText: text });

/** Presses a key as the Russian layout does: the place of the Latin letter, the value of the Russian one. */
export async function pressInRussian(page: Page, code: string, key: string): Promise<void> {
  await page.evaluate(
    ([place, value]) => {
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(
        new KeyboardEvent('keydown', { code: place, key: value, bubbles: true, cancelable: true }),
      );
    },
    [code, key],
  );
}

/** Nothing may scroll sideways, at any width. */
export async function expectNoSidewaysScroll(page: Page, where = page.url()): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, where).toBeLessThanOrEqual(0);
}

/** A template of the workspace, as the settings would make it. */
export const makeTemplate = (page: Page, title: string, text: string): Promise<unknown> =>
  ask(page.context(), 'POST', 'templates', { title, text, shared: true });

/** Everything is painted, and nothing is a placeholder any more. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await expect(page.getByRole('heading').first()).toBeVisible();
  await expect(page.locator('.skeleton, [aria-busy=true]')).toHaveCount(0);
}

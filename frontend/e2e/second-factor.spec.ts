import { createHmac, randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { confirm, type Newcomer, register } from './registering.ts';
import { workspacePath } from './steps.ts';

const PERIOD_MS = 30_000;
/** Between reading a code and the server looking at it. */
const ON_ITS_WAY_MS = 5_000;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What the application on the telephone would show now, for a while yet. */
async function codeOfNow(secret: string): Promise<string> {
  await expect.poll(() => PERIOD_MS - (Date.now() % PERIOD_MS)).toBeGreaterThan(ON_ITS_WAY_MS);
  const bits = [...secret].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / PERIOD_MS)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0x0f;
  return `${(digest.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000}`.padStart(6, '0');
}

/** Signs out, then in again, as far as the second step. */
async function comeAgain(page: Page, person: Newcomer): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Выйти', exact: true }).click();
  await page.getByLabel('Почта').fill(person.email);
  await page.getByLabel('Пароль', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByLabel('Код из приложения')).toBeVisible();
}

test('a code of the telephone is asked for after the password, and a spare one is good once', async ({
  page,
}) => {
  const id = randomUUID().slice(0, 8);
  const person: Newcomer = {
    name: 'Пётр Полевой',
    organisation: `Двор ${id}`,
    email: `petr-${id}@example.com`,
    password: `zimniy-veter-${id}`,
  };
  await page.goto('/sign-up');
  await register(page, person);
  await confirm(page, person);
  const profile = `${workspacePath(page)}/settings/profile`;

  await page.goto(profile);
  await page.getByRole('button', { name: 'Включить второй шаг' }).click();
  await page.getByLabel('Ваш пароль').fill(person.password);
  await page.getByRole('button', { name: 'Продолжить' }).click();
  const secret = (await page.locator('form code').innerText()).replace(/\s/g, '');
  await page.getByLabel('Код из приложения').fill(await codeOfNow(secret));
  await page.getByRole('button', { name: 'Включить', exact: true }).click();
  await expect(page.getByText('Второй шаг включён')).toBeVisible();
  const spare = await page.locator('li code').first().innerText();
  await page.getByRole('button', { name: 'Готово' }).click();

  await comeAgain(page, person);
  await page.getByLabel('Код из приложения').fill(await codeOfNow(secret));
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page).toHaveURL(/\/w\/[^/]+\/inbox/);

  for (const isFirstTime of [true, false]) {
    await page.goto(profile);
    await comeAgain(page, person);
    await page.getByRole('button', { name: 'Нет телефона под рукой' }).click();
    await page.getByLabel('Запасной код').fill(spare);
    await page.getByRole('button', { name: 'Войти' }).click();
    if (isFirstTime) await expect(page).toHaveURL(/\/w\/[^/]+\/inbox/);
    else await expect(page.getByText('Код не подходит.')).toBeVisible();
  }
});

import { randomUUID } from 'node:crypto';
import { type Browser, expect, type Page } from '@playwright/test';
import { test } from './desk.ts';
import { linkInMailTo } from './mails.ts';
import { NOBODY } from './people.ts';
import { WORKSPACE } from './workspace.ts';

const PASSWORD = 'svetlaya-roshcha-42';

/** Opens the link of the newest mail in a browser of their own, and comes in with a name and a password. */
async function accept(browser: Browser, email: string, name: string): Promise<Page> {
  const context = await browser.newContext({ storageState: NOBODY });
  const page = await context.newPage();
  await page.goto(await linkInMailTo(email, '/invitation#'));
  await expect(page.getByText(/приглашает вас в организацию/)).toBeVisible();
  await page.getByLabel('Имя').fill(name);
  await page.getByLabel('Пароль', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Присоединиться' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Ждут ответа/ })).toBeVisible();
  return page;
}

/** Signs out, asks for a mail, and sets another password by its link. */
async function replacePassword(page: Page, email: string): Promise<void> {
  const password = `${PASSWORD}-novaya`;
  await page.goto(`${WORKSPACE}/settings/profile`);
  await page.getByRole('main').getByRole('button', { name: 'Выйти', exact: true }).click();
  await page.getByRole('link', { name: 'Забыли пароль?' }).click();
  await page.getByLabel('Почта').fill(email);
  await page.getByRole('button', { name: 'Прислать ссылку' }).click();
  await page.goto(await linkInMailTo(email, '/password#'));
  await page.getByLabel('Новый пароль').fill(password);
  await page.getByRole('button', { name: 'Сохранить пароль' }).click();
  await expect(page.getByText(/Пароль изменён/)).toBeVisible();
  await page.getByRole('link', { name: 'Ко входу' }).click();
  await page.getByLabel('Почта').fill(email);
  await page.getByLabel('Пароль', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Ждут ответа/ })).toBeVisible();
}

test('a colleague is invited by mail, gets a new password, is made an owner, and removed for good', async ({
  page,
  browser,
}) => {
  const id = randomUUID().slice(0, 8);
  const email = `polina-${id}@example.com`;
  const name = `Полина Зимняя ${id}`;
  await page.goto(`${WORKSPACE}/settings/members`);
  await page.getByRole('button', { name: 'Пригласить' }).click();
  await page.getByLabel('Почта').fill(email);
  await page.getByRole('button', { name: 'Отправить приглашение' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: email })).toBeVisible();

  const theirs = await accept(browser, email, name);
  await replacePassword(theirs, email);
  await theirs.goto(`${WORKSPACE}/settings/members`);
  await expect(theirs.getByText('Приглашать и менять роли может владелец организации.')).toBeVisible();
  await expect(theirs.getByRole('link', { name: 'Журнал' })).toHaveCount(0);

  await page.reload();
  const row = page.getByRole('listitem').filter({ hasText: name });
  await row.getByRole('button', { name: 'Роль' }).click();
  await page.getByRole('radio', { name: /Владелец/ }).check();
  await page.getByRole('button', { name: 'Сохранить' }).click();
  // The word stands in the dialog as well: it says something about the row only once the dialog is gone.
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(row.getByText(/Владелец/)).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByRole('button', { name: 'Пригласить' })).toBeVisible();

  await row.getByRole('button', { name: 'Удалить' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Удалить' }).click();
  await expect(row).toHaveCount(0);
  await theirs.reload();
  await expect(theirs).toHaveURL(/\/login/);

  await page.goto(`${WORKSPACE}/settings/audit-log`);
  const removed = page.getByRole('listitem').filter({ hasText: 'Сотрудник удалён' }).first();
  await expect(removed).toContainText(name);
  await theirs.context().close();
});

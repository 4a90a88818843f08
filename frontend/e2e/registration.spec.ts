import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { environment } from './environment.ts';
import { linkInMailTo } from './mails.ts';
import { confirm, type Newcomer, register } from './registering.ts';
import { workspacePath } from './steps.ts';

test('somebody registers, proves the address by the mail, and is led to the first cabinet; an address with an account gets a mail alone', async ({
  page,
  browser,
}) => {
  const id = randomUUID().slice(0, 8);
  const person: Newcomer = {
    name: 'Нина Озёрная',
    organisation: `Лавка ${id}`,
    email: `nina-${id}@example.com`,
    password: `tikhaya-gavan-${id}`,
  };

  await page.goto('/login');
  await page.getByRole('link', { name: 'Зарегистрироваться' }).click();
  await register(page, { ...person, email: environment.login });
  await page.getByRole('button', { name: 'Изменить адрес' }).click();
  await register(page, person);
  await confirm(page, person);
  expect(workspacePath(page)).toBe(`/w/lavka-${id}`);

  expect(await linkInMailTo(environment.login, '/login')).toBe('/login');
  const elsewhere = await browser.newContext({ locale: 'ru-RU' });
  const other = await elsewhere.newPage();
  await other.goto(await linkInMailTo(person.email, '/confirm-email#'));
  await expect(other.getByText('Почта уже подтверждена')).toBeVisible();
  await elsewhere.close();
});

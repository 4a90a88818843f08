import { expect, type Page } from '@playwright/test';
import { linkInMailTo } from './mails.ts';

export type Newcomer = { name: string; organisation: string; email: string; password: string };

/** Fills the form in and waits for the word that a mail is on its way. */
export async function register(page: Page, person: Newcomer): Promise<void> {
  await page.getByLabel('Имя').fill(person.name);
  await page.getByLabel('Название организации').fill(person.organisation);
  await page.getByLabel('Почта').fill(person.email);
  await page.getByLabel('Пароль', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Зарегистрироваться' }).click();
  await expect(page.getByText(`Отправили письмо на ${person.email}`)).toBeVisible();
}

/** Opens the link of the mail and comes to the place where the first cabinet is connected. */
export async function confirm(page: Page, person: Newcomer): Promise<void> {
  await page.goto(await linkInMailTo(person.email, '/confirm-email#'));
  await page.getByRole('button', { name: 'Подтвердить и войти' }).click();
  await expect(page.getByLabel('Название кабинета')).toBeVisible();
}

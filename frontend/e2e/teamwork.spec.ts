import { expect } from '@playwright/test';
import { test } from './desk.ts';
import { ARRIVES_WITHIN_MS, environment } from './environment.ts';
import { COLLEAGUE } from './people.ts';
import { messagesOf } from './simulator.ts';
import { bubble, composer, rowWith } from './steps.ts';

test('two agents in one chat see each other, the answer, and the note', async ({ page, browser, desk }) => {
  const shop = await desk.open('Общая лавка', 'Какой вес у сушилки?');
  await (await rowWith(page, 'Какой вес у сушилки?')).click();
  const context = await browser.newContext({ storageState: COLLEAGUE });
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(bubble(other, 'Какой вес у сушилки?')).toBeVisible();

  // Who stops typing is soon called idle, perhaps before the other has asked.
  await expect(async () => {
    await composer(page).fill('');
    await composer(page).pressSequentially('Вес сушилки 4 кг.');
    await expect(other.getByText(/^Отвечает: /).first()).toBeVisible({ timeout: 12_000 });
  }).toPass({ timeout: ARRIVES_WITHIN_MS });
  await composer(page).press('Control+Enter');
  const answer = bubble(other, 'Вес сушилки 4 кг.');
  await expect(answer.getByText(/принято Ozon|доставлено/)).toBeAttached({ timeout: ARRIVES_WITHIN_MS });
  expect((await messagesOf(shop)).filter((message) => message.source === 'api')).toHaveLength(1);

  await other.getByRole('button', { name: 'Заметка для команды' }).click();
  await other.getByRole('textbox', { name: 'Заметка для команды' }).fill('Вес есть в карточке товара.');
  await other.getByRole('button', { name: 'Сохранить заметку' }).click();
  const note = bubble(page, 'Вес есть в карточке товара.');
  await expect(note.getByText('Видно только команде')).toBeVisible({ timeout: ARRIVES_WITHIN_MS });
  await context.close();
});

test('a session that ended is asked for in place, and the draft stays', async ({ page, context, desk }) => {
  await desk.open('Тихая сессия', 'Можно ли стирать плед в машине?');
  await (await rowWith(page, 'Можно ли стирать плед')).click();
  await composer(page).fill('Да, при 30 градусах.');

  await context.clearCookies({ name: 'sessionid' });
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Пароль')).toBeVisible({ timeout: ARRIVES_WITHIN_MS });
  await dialog.getByLabel('Почта').fill(environment.login);
  await dialog.getByLabel('Пароль').fill(environment.password);
  await dialog.getByRole('button', { name: 'Войти' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(composer(page)).toHaveValue('Да, при 30 градусах.');
  await composer(page).press('Control+Enter');

  await expect(bubble(page, 'при 30 градусах').getByText(/принято Ozon|доставлено/)).toBeAttached({
    timeout: ARRIVES_WITHIN_MS,
  });
});

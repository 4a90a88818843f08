import { expect } from '@playwright/test';
import { test } from './desk.ts';
import { ARRIVES_WITHIN_MS } from './environment.ts';
import { answerFails, messagesOf, type Shop } from './simulator.ts';
import { bubble, composer, pressInRussian, rowWith } from './steps.ts';

test('a refused reply says why and goes again by the keyboard; an unclear one turns out to be one message', async ({
  page,
  desk,
}) => {
  const shop = await desk.open('Упрямая лавка', 'Есть ли в наличии синий чайник?');
  await (await rowWith(page, 'синий чайник')).click();

  await answerFails(shop, { kind: 'refusal', status: 400, code: 3, message: 'Validation error: text' });
  await composer(page).fill('Да, синий есть.');
  await composer(page).press('Control+Enter');
  const refused = bubble(page, 'Да, синий есть.');
  await expect(refused.getByText('не отправлено')).toBeVisible({ timeout: ARRIVES_WITHIN_MS });
  await expect(refused.getByText(/^Маркетплейс отказался принять ответ\./)).toBeVisible();
  expect(await sent(shop)).toEqual([]);

  await page.getByRole('link', { name: 'Не отправлено' }).click();
  await expect(await rowWith(page, 'синий чайник')).toContainText('не отправлено');
  await page.getByRole('listbox', { name: 'Чаты' }).focus();
  await pressInRussian(page, 'KeyJ', 'о');
  await expect(refused).toBeVisible();
  await pressInRussian(page, 'BracketLeft', 'х');
  await expect(refused).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(refused.getByRole('button', { name: 'Повторить' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(refused.getByText(/принято Ozon|доставлено/)).toBeAttached({ timeout: ARRIVES_WITHIN_MS });

  await answerFails(shop, { kind: 'drop_after' });
  await composer(page).fill('Отправим завтра утром.');
  await composer(page).press('Control+Enter');
  const unclear = bubble(page, 'Отправим завтра утром.');
  await expect(unclear.getByText(/проверяем доставку|доставлено/)).toBeAttached({
    timeout: ARRIVES_WITHIN_MS,
  });
  await expect(unclear.getByText('доставлено')).toBeAttached({ timeout: ARRIVES_WITHIN_MS });
  await expect(unclear).toHaveCount(1);
  expect(await sent(shop)).toEqual(['Да, синий есть.', 'Отправим завтра утром.']);
});

/** What the marketplace has of us, in order. */
async function sent(shop: Shop): Promise<string[]> {
  return (await messagesOf(shop)).filter(({ source }) => source === 'api').map(({ text }) => text);
}

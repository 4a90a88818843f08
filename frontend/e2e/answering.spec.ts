import { expect } from '@playwright/test';
import { test } from './desk.ts';
import { ARRIVES_WITHIN_MS } from './environment.ts';
import { NOBODY } from './people.ts';
import { buyerAsks, buyerWrites, messagesOf } from './simulator.ts';
import { bubble, composer, connect, feed, rowWith, signIn } from './steps.ts';

test.describe('from the door', () => {
  test.use({ storageState: NOBODY });
  test('connect a shop, answer its buyer, see the answer delivered and the next message arrive', async ({
    page,
    desk,
  }) => {
    const shop = await desk.shop('Тёплый дом');
    const chatId = await buyerAsks(shop, 'Здравствуйте! Подойдёт ли чехол на матрас 26 см?');

    await signIn(page);
    await connect(page, shop);
    await (await rowWith(page, 'Подойдёт ли чехол')).click();
    await expect(bubble(page, 'Подойдёт ли чехол на матрас 26 см?')).toBeVisible();

    const answer = 'Добрый день! Да, чехол рассчитан на высоту до 30 см.';
    await composer(page).fill(answer);
    await page.keyboard.press('Control+Enter');
    await expect(bubble(page, answer)).toBeVisible();
    await expect(composer(page)).toHaveValue('');
    await expect(bubble(page, answer).getByText('доставлено')).toBeAttached({ timeout: ARRIVES_WITHIN_MS });
    await expect(feed(page).getByText(answer)).toHaveCount(1);

    await buyerWrites(shop, chatId, 'Спасибо! А цвет шалфей ещё есть?');
    await expect(bubble(page, 'А цвет шалфей ещё есть?')).toBeVisible({ timeout: ARRIVES_WITHIN_MS });

    const said = (await messagesOf(shop)).filter((message) => message.text === answer);
    expect(said).toHaveLength(1);
  });
});

test('a draft and an unsent message survive a reload and a lost connection', async ({
  page,
  context,
  desk,
}) => {
  const shop = await desk.open('Лисий ночник', 'Ночник мигает каждые пять минут, это так и надо?');

  await (await rowWith(page, 'Ночник мигает')).click();
  await composer(page).fill('Это таймер: удержите кнопку три секунды.');
  await page.reload();
  await expect(composer(page)).toHaveValue('Это таймер: удержите кнопку три секунды.');

  await context.setOffline(true);
  await composer(page).press('Control+Enter');
  await expect(page.getByText('Нет связи. Ответы уйдут, когда она вернётся.')).toBeVisible();
  await context.setOffline(false);

  const sent = bubble(page, 'Это таймер');
  await expect(sent.getByText(/принято Ozon|доставлено/)).toBeAttached({ timeout: ARRIVES_WITHIN_MS });
  await expect
    .poll(async () => (await messagesOf(shop)).filter((message) => message.source === 'api').length)
    .toBe(1);
});

test('a buyer who writes meanwhile is read before the answer goes', async ({ page, desk }) => {
  const shop = await desk.open('Садовая утварь', 'Лейка течёт по шву, можно вернуть?');
  const [chatId = ''] = shop.chatIds;

  await rowWith(page, 'Лейка течёт');
  // From here on the screen is kept in the past: the feed of changes does not reach it.
  await page.route('**/api/v1/changes*', (route) => route.abort());
  await page.reload();
  await (await rowWith(page, 'Лейка течёт')).click();
  await expect(bubble(page, 'Лейка течёт')).toBeVisible();
  const chat = new URL(page.url()).searchParams.get('chat');
  await composer(page).fill('Да, оформите возврат в заказе.');
  await buyerWrites(shop, chatId, 'Уже не нужно, заклеил.');
  await expect
    .poll(
      async () => {
        const answer = await page.request.get(`/api/v1/chats/${chat}/messages`);
        return ((await answer.json()) as { results: unknown[] }).results.length;
      },
      { timeout: ARRIVES_WITHIN_MS },
    )
    .toBe(2);
  await composer(page).press('Control+Enter');

  const dialog = page.getByRole('dialog', { name: 'Покупатель написал ещё' });
  await expect(dialog.getByText('Уже не нужно, заклеил.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Вернуться' }).click();
  await expect(composer(page)).toHaveValue('Да, оформите возврат в заказе.');
  expect((await messagesOf(shop)).filter((message) => message.source === 'api')).toEqual([]);
});

test('a telephone number in an answer is asked about before anything leaves', async ({ page, desk }) => {
  const shop = await desk.open('Осторожная лавка', 'Как с вами связаться?');
  await (await rowWith(page, 'Как с вами связаться?')).click();
  await composer(page).fill('Позвоните нам: 8 900 000-00-00.');
  await composer(page).press('Control+Enter');

  const dialog = page.getByRole('dialog', { name: 'Проверьте текст перед отправкой' });
  await expect(dialog.locator('mark')).toHaveText('8 900 000-00-00');
  await dialog.getByRole('button', { name: 'Изменить текст' }).click();
  await expect(composer(page)).toHaveValue('Позвоните нам: 8 900 000-00-00.');
  expect((await messagesOf(shop)).filter((message) => message.source === 'api')).toEqual([]);
});

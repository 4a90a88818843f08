import { expect } from '@playwright/test';
import { test } from './desk.ts';
import { ARRIVES_WITHIN_MS } from './environment.ts';
import { bubble, composer, goTo, makeTemplate, pressInRussian, rowWith } from './steps.ts';

test('a working day without a mouse, in the Russian layout', async ({ page, desk }) => {
  const shop = await desk.open('Клавишная лавка', 'Когда будет размер L?');
  await makeTemplate(
    page,
    `Поставка ${shop.clientId}`,
    'Добрый день! Размер {товар|L} привезут {дата_доставки}.',
  );
  await rowWith(page, 'Когда будет размер L?');

  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Поиск' })).toBeFocused();
  await page.keyboard.type('размер L');
  await expect(page.getByRole('listbox', { name: 'Чаты' }).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox', { name: 'Чаты' })).toBeFocused();

  await pressInRussian(page, 'KeyJ', 'о');
  await expect(bubble(page, 'Когда будет размер L?')).toBeVisible();
  await expect(page.getByRole('listbox', { name: 'Чаты' })).toBeFocused();

  await pressInRussian(page, 'KeyR', 'к');
  await expect(composer(page)).toBeFocused();
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Найти шаблон' })).toBeFocused();
  await page.keyboard.type(shop.clientId);
  await expect(page.getByRole('option', { name: `Поставка ${shop.clientId}` })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(composer(page)).toHaveValue(/привезут \{дата_доставки\}\.$/);
  await page.keyboard.type('в пятницу');
  await page.keyboard.press('Control+Enter');
  const answer = bubble(page, 'привезут в пятницу.');
  await expect(answer.getByText(/принято Ozon|доставлено/)).toBeAttached({ timeout: ARRIVES_WITHIN_MS });

  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox', { name: 'Чаты' })).toBeFocused();
  await pressInRussian(page, 'KeyN', 'т');
  await expect(page.getByRole('textbox', { name: 'Заметка для команды' })).toBeFocused();
  await page.keyboard.type('Размер L ждём в пятницу.');
  await page.keyboard.press('Control+Enter');
  await expect(bubble(page, 'ждём в пятницу').getByText('Видно только команде')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(composer(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await pressInRussian(page, 'KeyX', 'ч');
  await expect(page.getByText('Выбран 1 чат')).toBeVisible();
  await pressInRussian(page, 'KeyE', 'у');
  await expect(page.getByText('Закрыто: 1 чат')).toBeVisible();
  await pressInRussian(page, 'KeyZ', 'я');
  await expect(page.getByText('Закрыто: 1 чат')).toHaveCount(0);

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Клавиши' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Команда, раздел или номер заказа' })).toBeFocused();
  await page.keyboard.type('отчёт');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Результат' })).toBeVisible();
  await goTo(page, 's', 'Кабинеты');
});

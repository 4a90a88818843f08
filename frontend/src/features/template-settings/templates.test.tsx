import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { loadSettings, openApp } from '@/testing/render';
import { serve } from '@/testing/server';
import { makeKeptTemplate } from '@/testing/template-handlers';

beforeAll(() => Promise.all([loadSettings(), import('./templates-page'), import('./template-page')]));

const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));

it('writes a template with variables and shows how it reads', async () => {
  const world = serve({ keptTemplates: [] });
  openApp('/w/dom/settings/templates');

  await userEvent.click(await screen.findByRole('link', { name: 'Новый шаблон' }));
  await userEvent.type(await screen.findByLabelText('Название'), 'Спасибо');
  await userEvent.type(screen.getByLabelText('Текст'), 'Здравствуйте, ');
  await press('Имя покупателя');
  await press('Трек-номер');
  const preview = screen.getByRole('region', { name: 'Как увидит покупатель' });
  expect(preview).toHaveTextContent('Здравствуйте, Анна');
  await userEvent.click(within(preview).getByRole('radio', { name: 'Ничего не известно' }));
  expect(preview).toHaveTextContent('Здравствуйте, покупатель{трек}');
  await userEvent.click(screen.getByRole('radio', { name: 'Только я' }));
  await press('Сохранить');

  expect(await screen.findByRole('link', { name: 'Спасибо' })).toBeVisible();
  expect(world.keptTemplates[0]).toMatchObject({
    text: 'Здравствуйте, {имя|покупатель}{трек}',
    shared: false,
  });
});

it('refuses a variable that is none before saving', async () => {
  serve();
  openApp('/w/dom/settings/templates/3');

  const text = await screen.findByLabelText('Текст');
  await userEvent.clear(text);
  await userEvent.type(text, 'Код {{промокод}');

  expect(await screen.findByText(/Переменной «промокод» нет/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Сохранить' })).toHaveAttribute('aria-disabled', 'true');
});

it('shows the text that somebody else saved meanwhile and loses neither', async () => {
  const world = serve();
  openApp('/w/dom/settings/templates/3');

  await userEvent.type(await screen.findByLabelText('Текст'), ' Хорошего дня.');
  world.keptTemplates = [
    makeKeptTemplate({ text: 'Отправим сегодня.', revision: 2, changed_by: 'Иван Лесной' }),
  ];
  await press('Сохранить');
  const conflict = (await screen.findByText(/другую версию сохранил/)).closest('[role=alert]') as HTMLElement;
  expect(conflict).toHaveTextContent(/другую версию сохранил: Иван Лесной.*Отправим сегодня\./);
  await press('Сохранить мою');

  await expect.poll(() => world.keptTemplates[0]?.text).toMatch(/Хорошего дня\.$/);
});

it('asks before a link leads away from what is not saved', async () => {
  const world = serve();
  openApp('/w/dom/settings/templates/3');

  await userEvent.type(await screen.findByLabelText('Название'), ' и как');
  await userEvent.click(screen.getByRole('link', { name: 'Все шаблоны' }));
  const dialog = await screen.findByRole('dialog', { name: 'Уйти без сохранения?' });
  await userEvent.click(within(dialog).getByRole('button', { name: 'Уйти' }));

  expect(await screen.findByRole('link', { name: 'Когда отправим' })).toBeVisible();
  expect(world.keptTemplates[0]?.revision).toBe(1);
});

it('deletes a template after asking', async () => {
  const world = serve();
  openApp('/w/dom/settings/templates/3');

  await press('Удалить шаблон…');
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Удалить' }));

  expect(await screen.findByText('Шаблонов пока нет')).toBeVisible();
  expect(world.keptTemplates).toEqual([]);
});

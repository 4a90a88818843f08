import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { makeDoors } from '@/testing/access-handlers';
import { loadSettings, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(() =>
  Promise.all([loadSettings(), import('./sessions'), import('./password-form'), import('./second-factor')]),
);

const section = async (name: string) =>
  (await screen.findByRole('heading', { name })).closest('section') as HTMLElement;
const press = (where: HTMLElement, name: string | RegExp) =>
  userEvent.click(within(where).getByRole('button', { name }));

it('lists where one is signed in and ends the others', async () => {
  const doors = makeDoors();
  doors.sessions.push({
    id: 2,
    user_agent: 'Mozilla/5.0 (Android 14) Firefox/133.0',
    ip: '198.51.100.3',
    created_at: 1_795_000_500,
    is_current: false,
  });
  serve({ doors });
  openApp('/w/dom/settings/profile');

  const part = await section('Где вы вошли');
  expect(await within(part).findByText('Firefox, Android', { selector: 'p' })).toBeVisible();
  expect(within(part).getByText('это устройство')).toBeVisible();
  await press(part, 'Выйти на всех остальных');

  await expect.poll(() => within(part).queryByText('Firefox, Android', { selector: 'p' })).toBeNull();
});

it('changes the password, and says which of the two fields is wrong', async () => {
  const world = serve();
  openApp('/w/dom/settings/profile');

  const part = await section('Пароль');
  await press(part, 'Сменить пароль');
  await userEvent.type(within(part).getByLabelText('Нынешний пароль'), 'wrong');
  await userEvent.type(within(part).getByLabelText('Новый пароль'), 'тихая-гавань-свеча');
  await press(part, 'Сохранить');
  expect(await within(part).findByText('Нынешний пароль введён неверно.')).toBeVisible();
  await userEvent.clear(within(part).getByLabelText('Нынешний пароль'));
  await userEvent.type(within(part).getByLabelText('Нынешний пароль'), 'right-password');
  await press(part, 'Сохранить');

  expect(await within(part).findByText(/Пароль изменён/)).toBeVisible();
  expect(world.password).toBe('тихая-гавань-свеча');
});

it('turns the second step on after a proof, shows the spare codes, and turns it off', async () => {
  const world = serve({ doors: makeDoors({ asksForProof: true }) });
  openApp('/w/dom/settings/profile');

  const part = await section('Второй шаг входа');
  await userEvent.click(await within(part).findByRole('button', { name: 'Включить второй шаг' }));
  await userEvent.type(await within(part).findByLabelText('Ваш пароль'), 'right-password');
  await press(part, 'Продолжить');
  expect(await within(part).findByRole('img', { name: 'Код для приложения' })).toBeVisible();
  expect(within(part).getByText('ABCD EFGH 2345 6723')).toBeVisible();
  await userEvent.type(within(part).getByLabelText('Код из приложения'), '123456');
  await press(part, 'Включить');
  expect(await within(part).findByText('11112222')).toBeVisible();
  await press(part, 'Готово');

  await userEvent.click(await within(part).findByRole('button', { name: 'Выключить…' }));
  await press(part, 'Выключить второй шаг');
  expect(await within(part).findByRole('button', { name: 'Включить второй шаг' })).toBeVisible();
  expect(world.doors.code).toBeNull();
});

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { makeDoors } from '@/testing/access-handlers';
import { loadSettings, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(() => Promise.all([loadSettings(), import('./sessions'), import('./password-form')]));

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

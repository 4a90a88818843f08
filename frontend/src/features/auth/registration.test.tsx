import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import type { RegistrationText } from '@/api/types';
import { makeDoors } from '@/testing/access-handlers';
import { at } from '@/testing/factories';
import { loadEntry, loadInbox, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(() => Promise.all([loadInbox(), loadEntry()]));

const link = (part: Partial<RegistrationText> = {}) =>
  makeDoors({
    registrations: {
      't-1': {
        email: 'nina@example.com',
        name: 'Нина Ответова',
        organisation: 'Лавка у озера',
        expires_at: at(60),
        needs_password: false,
        ...part,
      },
    },
  });
const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));
const type = async (label: string, text: string) => userEvent.type(await screen.findByLabelText(label), text);
const opened = () => screen.findByLabelText('Название кабинета');

it('registers from the sign-in page, says what is wrong with a password, and sends the mail again', async () => {
  const world = serve({ signedIn: false });
  openApp('/login');

  await userEvent.click(await screen.findByRole('link', { name: 'Зарегистрироваться' }));
  await type('Имя', 'Нина Ответова');
  await type('Название организации', 'Лавка у озера');
  await type('Почта', 'nina@example.com');
  await type('Пароль', 'password12');
  await press('Зарегистрироваться');
  expect(await screen.findByText(/слишком известен/)).toBeVisible();
  await userEvent.clear(screen.getByLabelText('Пароль'));
  await type('Пароль', 'тихая-гавань-свеча');
  await press('Зарегистрироваться');
  expect(await screen.findByText(/Отправили письмо на nina@example.com/)).toBeVisible();
  await press('Отправить ещё раз');

  expect(await screen.findByText(/новое письмо уже в пути/)).toBeVisible();
  expect(world.doors.mails).toEqual(['nina@example.com', 'nina@example.com']);
  expect(world.received).toEqual([
    {
      key: 'registered',
      body: {
        email: 'nina@example.com',
        name: 'Нина Ответова',
        organisation: 'Лавка у озера',
        language: 'ru',
      },
    },
  ]);
});

it('leads from the link of the mail to the first cabinet', async () => {
  serve({ signedIn: false, doors: link() });
  openApp('/confirm-email#t-1');

  expect(await screen.findByText(/откроется организация «Лавка у озера»/)).toBeVisible();
  await press('Подтвердить и войти');

  expect(await opened()).toBeVisible();
});

it('asks in another browser for the password that was chosen', async () => {
  serve({ signedIn: false, doors: link({ needs_password: true }) });
  openApp('/confirm-email#t-1');

  await type('Пароль', 'ne-tot');
  await press('Подтвердить и войти');
  expect(await screen.findByText(/не тот пароль/)).toBeVisible();
  await userEvent.clear(screen.getByLabelText('Пароль'));
  await type('Пароль', 'right-password');
  await press('Подтвердить и войти');

  expect(await opened()).toBeVisible();
});

it('shows the way on from a link that no longer works', async () => {
  serve({ signedIn: false });
  openApp('/confirm-email#gone');

  expect(await screen.findByText('Эта ссылка не работает.')).toBeVisible();
  await userEvent.click(screen.getByRole('link', { name: 'Зарегистрироваться ещё раз' }));
  expect(await screen.findByLabelText('Название организации')).toBeVisible();
});

it('offers no registration where it is closed', async () => {
  serve({ signedIn: false, doors: makeDoors({ signUpIsOpen: false }) });
  openApp('/sign-up');

  expect(await screen.findByText(/Регистрация закрыта/)).toBeVisible();
  await userEvent.click(screen.getByRole('link', { name: /Войти/ }));
  expect(await screen.findByRole('link', { name: 'Забыли пароль?' })).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Зарегистрироваться' })).not.toBeInTheDocument();
});

import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import type { InvitationText } from '@/api/types';
import { announcePerson } from '@/domain/session/one-person';
import { makeDoors } from '@/testing/access-handlers';
import { at } from '@/testing/factories';
import { makePeople } from '@/testing/member-handlers';
import { loadEntry, loadInbox, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(() => Promise.all([loadInbox(), loadEntry()]));

const link = (part: Partial<InvitationText> = {}) =>
  makePeople({
    links: {
      't-1': {
        workspace: 'Дом и тишина',
        email: 'marina@example.com',
        role: 'agent',
        invited_by: 'Ольга Ветрова',
        expires_at: at(60),
        has_account: false,
        ...part,
      },
    },
  });
const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));
const type = async (label: string, text: string) => userEvent.type(await screen.findByLabelText(label), text);
const inbox = () => screen.findByRole('heading', { level: 1, name: /Ждут ответа/ });

it('asks for a mail without telling whether anybody has the address', async () => {
  const world = serve({ signedIn: false });
  openApp('/login');

  await userEvent.click(await screen.findByRole('link', { name: 'Забыли пароль?' }));
  await type('Почта', 'olga@example.com');
  await press('Прислать ссылку');

  expect(await screen.findByText(/Если с адресом olga@example.com кто-то зарегистрирован/)).toBeVisible();
  expect(world.doors.mails).toEqual(['olga@example.com']);
});

it('sets a new password by the link of the mail, and names what is wrong with a bad one', async () => {
  const world = serve({ signedIn: false, doors: makeDoors({ passwordKeys: ['key-1'] }) });
  openApp('/password#key-1');

  await type('Новый пароль', 'password12');
  await press('Сохранить пароль');
  expect(await screen.findByText(/слишком известен/)).toBeVisible();
  await userEvent.clear(screen.getByLabelText('Новый пароль'));
  await type('Новый пароль', 'тихая-гавань-свеча');
  await press('Сохранить пароль');

  expect(await screen.findByText(/Пароль изменён/)).toBeVisible();
  expect(world.password).toBe('тихая-гавань-свеча');
});

it('says that a link of a mail no longer works before a password is thought up', async () => {
  serve({ signedIn: false });
  openApp('/password#old');

  expect(await screen.findByText(/ссылка больше не работает/)).toBeVisible();
  expect(screen.queryByLabelText('Новый пароль')).not.toBeInTheDocument();
});

it('asks for the code of the second step, and takes a spare one', async () => {
  serve({ signedIn: false, doors: makeDoors({ code: '123456' }) });
  openApp('/login');

  await type('Почта', 'olga@example.com');
  await type('Пароль', 'right-password');
  await press('Войти');
  await type('Код из приложения', '000000');
  await press('Войти');
  expect(await screen.findByText('Код не подходит.')).toBeVisible();
  await press('Нет телефона под рукой');
  await type('Запасной код', '1111 2222');
  await press('Войти');

  expect(await inbox()).toBeVisible();
});

it('lets a new person in by an invitation with a name and a password', async () => {
  const world = serve({ signedIn: false, people: link() });
  openApp('/invitation#t-1');

  expect(await screen.findByText(/Ольга Ветрова приглашает вас в организацию «Дом и тишина»/)).toBeVisible();
  await type('Имя', 'Марина Полевая');
  await type('Пароль', 'короткий');
  await press('Присоединиться');
  expect(await screen.findByText('Пароль слишком простой.')).toBeVisible();
  await type('Пароль', '-но-уже-длинный');
  await press('Присоединиться');

  expect(await inbox()).toBeVisible();
  expect(world.received).toEqual([{ key: 'accepted', body: { name: 'Марина Полевая' } }]);
});

it('asks somebody with an account to sign in, and joins them then', async () => {
  const world = serve({ signedIn: false, people: link({ has_account: true }) });
  openApp('/invitation#t-1');

  await type('Пароль', 'right-password');
  await press('Войти');

  expect(await inbox()).toBeVisible();
  expect(world.received).toHaveLength(1);
});

it('says that an invitation is for another address', async () => {
  const world = serve({ people: link() });
  openApp('/invitation#t-1');

  expect(
    await screen.findByText('Приглашение отправлено на marina@example.com, а вы вошли как olga@example.com.'),
  ).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Присоединиться' })).not.toBeInTheDocument();
  expect(world.received).toEqual([]);
});

it('says what to do about an invitation that is gone', async () => {
  serve({ signedIn: false });
  openApp('/invitation#gone');

  expect(await screen.findByText('Попросите отправить приглашение ещё раз.')).toBeVisible();
});

it('goes on by itself when one signs in in another tab', async () => {
  const world = serve({ signedIn: false });
  openApp('/login');
  await screen.findByRole('button', { name: 'Войти' });

  world.signedIn = true;
  announcePerson('1');

  expect(await inbox()).toBeVisible();
});

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { makeMe } from '@/testing/factories';
import { makeInvitation, makePeople } from '@/testing/member-handlers';
import { loadSettings, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(() => Promise.all([loadSettings(), import('./members-page')]));

const open = (...part: Parameters<typeof serve>) => {
  const world = serve(...part);
  openApp('/w/dom/settings/members');
  return world;
};
const row = async (name: string) =>
  (await screen.findByText(name, { selector: 'p' })).closest('li') as HTMLElement;
const click = (where: HTMLElement, name: string | RegExp) =>
  userEvent.click(within(where).getByRole('button', { name }));

it('invites by mail, says why an address is refused, and takes an invitation back', async () => {
  const world = open({ people: makePeople({ invitations: [makeInvitation()] }) });

  await userEvent.click(await screen.findByRole('button', { name: 'Пригласить' }));
  const dialog = await screen.findByRole('dialog', { name: 'Пригласить сотрудника' });
  const mail = within(dialog).getByLabelText('Почта');
  await userEvent.type(mail, 'marina@example.com');
  await click(dialog, 'Отправить приглашение');
  expect(await within(dialog).findByText(/уже отправлено приглашение/)).toBeVisible();
  await userEvent.clear(mail);
  await userEvent.type(mail, 'petr@example.com');
  await userEvent.click(within(dialog).getByRole('radio', { name: /Владелец/ }));
  await click(dialog, 'Отправить приглашение');

  expect(await row('petr@example.com')).toBeVisible();
  expect(world.people.invitations[0]).toMatchObject({ email: 'petr@example.com', role: 'owner' });
  await click(await row('marina@example.com'), /Отозвать/);
  await expect.poll(() => screen.queryByText('marina@example.com', { selector: 'p' })).toBeNull();
});

it('changes a role after saying what it may', async () => {
  const world = open();

  await click(await row('Иван Лесной'), /Роль/);
  const dialog = await screen.findByRole('dialog', { name: 'Иван Лесной' });
  expect(within(dialog).getByText(/Отвечает покупателям/)).toBeVisible();
  await userEvent.click(within(dialog).getByRole('radio', { name: /Владелец/ }));
  await click(dialog, 'Сохранить');

  await expect.poll(() => world.people.members[1]?.role).toBe('owner');
});

it('says that another owner was faster, and shows what they chose', async () => {
  const world = open();

  await click(await row('Иван Лесной'), /Роль/);
  const dialog = await screen.findByRole('dialog', { name: 'Иван Лесной' });
  await userEvent.click(within(dialog).getByRole('radio', { name: /Владелец/ }));
  world.people.members = world.people.members.map((member) => ({
    ...member,
    role: 'owner',
    version: 'owner',
  }));
  await click(dialog, 'Сохранить');

  expect(await within(dialog).findByText(/уже изменил кто-то другой/)).toBeVisible();
  expect(within(await row('Иван Лесной')).getAllByText(/Владелец/)).toHaveLength(2);
});

it('removes a member after saying what becomes of the chats', async () => {
  const world = open();

  await click(await row('Иван Лесной'), /Удалить/);
  const dialog = await screen.findByRole('dialog', { name: /Удалить из организации: Иван Лесной/ });
  expect(await within(dialog).findByText(/останется без ответственного|останутся без/)).toBeVisible();
  await click(dialog, 'Удалить');

  await expect.poll(() => screen.queryByText('Иван Лесной', { selector: 'p' })).toBeNull();
  expect(world.people.members).toHaveLength(1);
});

it('hands the organisation over and leaves the giver without the rights', async () => {
  open();

  await click(await row('Иван Лесной'), /Роль/);
  await userEvent.click(await screen.findByRole('button', { name: 'Передать организацию…' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Передать' }));

  expect(await screen.findByText(/Приглашать и менять роли может владелец/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Пригласить' })).not.toBeInTheDocument();
});

it('lets agents look and leave, no more', async () => {
  const people = makePeople();
  people.members = people.members.map((member) => ({ ...member, is_me: !member.is_me }));
  open({ people, me: makeMe({ workspaces: [{ id: 'w1', slug: 'dom', name: 'Дом', role: 'agent' }] }) });

  expect(within(await row('Ольга Ветрова')).queryByRole('button')).not.toBeInTheDocument();
  expect(within(await row('Иван Лесной')).getByRole('button', { name: 'Покинуть…' })).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Журнал' })).not.toBeInTheDocument();
});

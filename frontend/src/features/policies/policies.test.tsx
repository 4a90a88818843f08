import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { makeMe } from '@/testing/factories';
import { makeCalendar, makePolicy, makePromises, type Promises } from '@/testing/policy-handlers';
import { openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(() => import('./policies-page'));

const open = (part: Partial<Promises> = {}, more = {}) => {
  const world = serve({ promises: makePromises(part), ...more });
  openApp('/w/dom/settings/reply-times');
  return world;
};
const section = async (name: string) =>
  (await screen.findByRole('heading', { name })).closest('section') as HTMLElement;
const click = async (within_: HTMLElement, name: string) =>
  userEvent.click(within(within_).getByRole('button', { name }));

it('changes a target after showing what it means', async () => {
  const world = open();

  const part = await section('Сроки ответа');
  expect(within(part).getByText(/Первый ответ за 240 мин \(4 ч\)/)).toBeVisible();
  await click(part, 'Изменить');
  expect(await within(part).findByText('Сообщение в пт 19:40 → срок пн 09:30')).toBeVisible();
  expect(within(part).getByText('09:00–18:00')).toBeInTheDocument();
  const first = within(part).getByLabelText('Первый ответ, минут');
  await userEvent.clear(first);
  await userEvent.type(first, '30');
  await userEvent.selectOptions(within(part).getByLabelText('Рабочие часы'), 'Рабочие дни');
  await click(part, 'Сохранить');

  expect(await within(part).findByText(/Первый ответ за 30 мин, .* Часы: Рабочие дни/)).toBeVisible();
  expect(world.promises.policies[0]).toMatchObject({ first_minutes: 30, revision: 2 });
});

it('shows the version that somebody else saved meanwhile and loses neither', async () => {
  const world = open();

  const part = await section('Сроки ответа');
  await click(part, 'Изменить');
  world.promises.policies = [makePolicy({ first_minutes: 60, revision: 2, changed_by: 'Иван Лесной' })];
  await click(part, 'Сохранить');

  const conflict = await within(part).findByRole('alert');
  expect(conflict).toHaveTextContent(/другую версию сохранил: Иван Лесной.*первый ответ за 60 мин/);
  expect(within(part).getByLabelText('Первый ответ, минут')).toHaveValue('240');
  await click(conflict, 'Сохранить мою');

  await waitFor(() => expect(world.promises.policies[0]).toMatchObject({ first_minutes: 240, revision: 3 }));
});

it('recomputes open questions only after their number was shown', async () => {
  const world = open();

  await click(await section('Сроки ответа'), 'Пересчитать открытые…');
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('Ждут ответа: 12 вопросов. Срок изменится у 3.');
  expect(world.received.map(({ body }) => body)).toEqual([{ dry_run: true }]);
  await click(dialog, 'Пересчитать');

  expect(await screen.findByText('Пересчитано: 3 вопроса')).toBeVisible();
  expect(world.received.map(({ body }) => body)).toEqual([{ dry_run: true }, { dry_run: false }]);
});

it('edits hours of a day and takes the holidays of a year over', async () => {
  const world = open({ calendars: [makeCalendar()] });

  const part = await section('Рабочие часы');
  expect(within(part).getByText('пн–пт 09:00–18:00; сб–вс выходной')).toBeVisible();
  await click(part, 'Изменить');
  await click(part, 'сб: добавить часы');
  await click(part, `Праздники ${new Date().getFullYear() + 1} года`);
  expect(await within(part).findByDisplayValue('Новый год')).toBeVisible();
  await click(part, 'Сохранить');

  expect(await within(part).findByText('пн–сб 09:00–18:00; вс выходной')).toBeVisible();
  expect(world.promises.calendars[0]?.exceptions).toEqual([
    { date: '2027-01-01', title: 'Новый год', intervals: [] },
  ]);
});

it('lets members look but not change', async () => {
  open({}, { me: makeMe({ workspaces: [{ id: 'w1', slug: 'dom', name: 'Дом', role: 'agent' }] }) });

  expect(await screen.findByText(/Менять сроки и рабочие часы может владелец/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Изменить' })).not.toBeInTheDocument();
});

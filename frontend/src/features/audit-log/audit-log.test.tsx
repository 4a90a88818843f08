import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { makeEntry, makePeople } from '@/testing/member-handlers';
import { loadSettings, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(() => Promise.all([loadSettings(), import('./audit-log-page')]));

const ivan = { kind: 'member' as const, name: 'Иван Лесной', user_id: 'u2', api_key_id: null };

it('tells in words who did what, and narrows to one person and one kind', async () => {
  const log = [
    makeEntry({
      id: '3',
      action: 'member.role_changed',
      details: { member: 'Пётр Речной', from: 'agent', to: 'owner' },
    }),
    makeEntry({ id: '2', actor: ivan, action: 'chat.closed', object_kind: 'chat', object_id: '77' }),
    makeEntry({ id: '1', actor: ivan, action: 'something.new' }),
  ];
  serve({ people: makePeople({ log }) });
  openApp('/w/dom/settings/audit-log');

  expect((await screen.findByText('Роль изменена')).closest('li')).toHaveTextContent(
    'Пётр Речной, агент → владелец',
  );
  expect(screen.getByText('something.new')).toBeVisible();
  expect(screen.getByRole('link', { name: 'открыть чат' })).toHaveAttribute(
    'href',
    expect.stringContaining('chat=77'),
  );
  await userEvent.click(screen.getAllByRole('button', { name: 'Иван Лесной' })[0] as HTMLElement);
  await expect.poll(() => screen.queryByText('Роль изменена')).toBeNull();
  await userEvent.selectOptions(screen.getByLabelText('Что'), 'чаты');

  await expect.poll(() => screen.queryByText('something.new')).toBeNull();
  expect(screen.getByText('Чат закрыт')).toBeVisible();
  expect(window.location.search).toContain('user=u2');
});

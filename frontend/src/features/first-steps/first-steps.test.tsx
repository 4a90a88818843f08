import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { makeMember, makePeople } from '@/testing/member-handlers';
import { loadInbox, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(() => Promise.all([loadInbox(), import('./first-steps')]));

const alone = () => makePeople({ members: [makeMember({ is_me: true })] });

it('offers what is still to be done, and can be hidden for good', async () => {
  serve({ people: alone() });
  openApp('/w/dom/inbox');

  const steps = await screen.findByRole('region', { name: 'Первые шаги' });
  expect(within(steps).getByRole('link', { name: 'Пригласить коллегу' })).toBeVisible();
  expect(within(steps).queryByRole('link', { name: 'Добавить шаблон' })).not.toBeInTheDocument();
  await userEvent.click(within(steps).getByRole('button', { name: 'Скрыть' }));

  expect(screen.queryByRole('region', { name: 'Первые шаги' })).not.toBeInTheDocument();
  expect(localStorage.getItem('aiq:u1:dom:first-steps')).toBe('hidden');
});

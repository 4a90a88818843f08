import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { makeMe } from '@/testing/factories';
import { makeTextRules } from '@/testing/organisation-handlers';
import { loadSettings, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(() => Promise.all([loadSettings(), import('./text-rules-page')]));

const save = () => userEvent.click(screen.getByRole('button', { name: 'Сохранить' }));

it('adds a phrase to a list and turns warnings about contacts into refusals', async () => {
  const { organisation } = serve();
  openApp('/w/dom/settings/text-check');

  await userEvent.type(await screen.findByLabelText('Обещания'), '\nзавтра точно');
  await userEvent.click(screen.getByRole('radio', { name: 'Не отправлять' }));
  await save();

  expect(await screen.findByText('Сохранено')).toBeVisible();
  expect(organisation.textRules).toMatchObject({
    promises: ['гарантиру*', 'завтра точно'],
    refuse_contacts: true,
    jargon: ['sla'],
  });
});

it('says beside the list which phrase cannot be searched for', async () => {
  serve();
  openApp('/w/dom/settings/text-check');

  const promises = await screen.findByLabelText('Обещания');
  await userEvent.type(promises, '\n*');
  await save();

  expect(await screen.findByText('Так искать нельзя: «*».')).toBeVisible();
  expect(promises).toHaveAccessibleDescription(/Так искать нельзя/);
  expect(promises).toHaveValue('гарантиру*\n*');
});

it('keeps both changes when a colleague changed another list meanwhile', async () => {
  const { organisation } = serve();
  openApp('/w/dom/settings/text-check');

  await userEvent.type(await screen.findByLabelText('Обещания'), '\nзавтра точно');
  organisation.textRules = makeTextRules({ jargon: ['тикет*'], revision: 2, changed_by: 'Иван Лесной' });
  await save();
  expect(await screen.findByText(/другую версию сохранил: Иван Лесной/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Сохранить мою' }));

  await expect.poll(() => organisation.textRules.promises).toEqual(['гарантиру*', 'завтра точно']);
  expect(organisation.textRules.jargon).toEqual(['тикет*']);
});

it('shows the lists to an agent without letting them change', async () => {
  const me = makeMe();
  serve({
    me: { ...me, role: 'agent', workspaces: me.workspaces.map((one) => ({ ...one, role: 'agent' })) },
  });
  openApp('/w/dom/settings/text-check');

  expect(await screen.findByLabelText('Обещания')).toHaveAttribute('readonly');
  expect(screen.queryByRole('button', { name: 'Сохранить' })).not.toBeInTheDocument();
});

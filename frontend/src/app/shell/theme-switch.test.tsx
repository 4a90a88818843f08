import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { loadSettings, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(async () => {
  await Promise.all([loadSettings(), import('@/app/routes/settings-profile'), import('./theme-switch')]);
});

it('changes the theme from the foot of the rail, and the profile shows the same', async () => {
  serve({ chats: [] });
  openApp('/w/dom/settings/profile');
  const rail = await screen.findByRole('navigation', { name: 'Разделы' });
  const choice = await within(rail).findByRole('combobox', { name: 'Тема' });
  const inProfile = () => screen.findByRole('radio', { name: 'Тёмная' });
  expect(choice).toHaveDisplayValue('Как в системе');

  await userEvent.selectOptions(choice, 'Тёмная');

  expect(await inProfile()).toBeChecked();
  expect(localStorage.getItem('aiq:theme')).toBe('dark');
  await userEvent.click(await screen.findByRole('radio', { name: 'Как в системе' }));
  expect(choice).toHaveDisplayValue('Как в системе');
  expect(localStorage.getItem('aiq:theme')).toBeNull();
});

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { makeExport, makeOrganisation } from '@/testing/organisation-handlers';
import { loadSettings, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(() => Promise.all([loadSettings(), import('./organisation-page'), import('./data-page')]));

const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));

it('renames the organisation and refuses a zone that is none, beside its field', async () => {
  const { organisation } = serve();
  openApp('/w/dom/settings/organisation');

  const zone = await screen.findByLabelText('Часовой пояс');
  await userEvent.type(screen.getByLabelText('Название'), ' и уют');
  await userEvent.clear(zone);
  await userEvent.type(zone, 'Europe/Nowhere');
  await press('Сохранить');
  expect(await screen.findByText(/«Europe\/Nowhere» неизвестен/)).toBeVisible();
  await userEvent.clear(zone);
  await userEvent.type(zone, 'Asia/Omsk');
  await press('Сохранить');

  expect(await screen.findByText('Сохранено')).toBeVisible();
  expect(organisation.settings).toMatchObject({ name: 'Дом и тишина и уют', time_zone: 'Asia/Omsk' });
});

it('shows the name that somebody else saved meanwhile', async () => {
  const { organisation } = serve();
  openApp('/w/dom/settings/organisation');

  await userEvent.type(await screen.findByLabelText('Название'), ' и уют');
  organisation.settings = { ...organisation.settings, name: 'Тихий дом', revision: 2 };
  await press('Сохранить');
  expect(await screen.findByText('Тихий дом, Europe/Moscow')).toBeVisible();
  await press('Взять ту версию');

  expect(screen.getByLabelText('Название')).toHaveValue('Тихий дом');
});

it('follows an export until it can be downloaded', async () => {
  const { organisation } = serve();
  openApp('/w/dom/settings/data');

  await press('Собрать архив');
  expect(await screen.findByText('Считаем, сколько собрать…')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Собрать архив' })).toHaveAttribute('aria-disabled', 'true');
  organisation.exports = [makeExport()];

  const link = await screen.findByRole('link', { name: /Скачать архив/ });
  expect(link).toHaveAttribute('href', expect.stringContaining('/api/v1/exports/1/download'));
  expect(screen.getByText(/Хранится до/)).toBeVisible();
});

it('asks before a shorter time of keeping erases anything', async () => {
  const { organisation } = serve();
  openApp('/w/dom/settings/data');

  await userEvent.selectOptions(await screen.findByLabelText('Хранить'), '365');
  await press('Сохранить');
  const dialog = await screen.findByRole('dialog', { name: 'Стирать старую переписку?' });
  expect(organisation.settings.retention_days).toBeNull();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Стирать' }));

  await expect.poll(() => organisation.settings.retention_days).toBe(365);
});

it('closes the organisation once its address is typed, and calls that off', async () => {
  const { organisation } = serve({ organisation: makeOrganisation() });
  openApp('/w/dom/settings/data');

  await press('Закрыть организацию…');
  const dialog = await screen.findByRole('dialog', { name: 'Закрыть «Дом и тишина»?' });
  const close = within(dialog).getByRole('button', { name: 'Закрыть организацию' });
  await userEvent.click(close);
  expect(organisation.settings.closes_at).toBeNull();
  await userEvent.type(within(dialog).getByRole('textbox'), 'dom');
  await userEvent.click(close);

  expect(await screen.findByText(/Все данные будут стёрты/)).toBeVisible();
  await press('Отменить закрытие');
  expect(await screen.findByRole('button', { name: 'Закрыть организацию…' })).toBeVisible();
  expect(organisation.settings.closes_at).toBeNull();
});

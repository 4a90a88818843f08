import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { makeMe } from '@/testing/factories';
import { makeNotices, type Notices } from '@/testing/notification-handlers';
import { openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(() => import('./notification-settings-page'));

const open = (part: Partial<Notices> = {}, more = {}) => {
  const world = serve({ notices: makeNotices(part), ...more });
  openApp('/w/dom/settings/notifications');
  return world;
};
const section = async (name: string) =>
  (await screen.findByRole('heading', { name })).closest('section') as HTMLElement;

it('saves a tick of the matrix at once', async () => {
  const world = open();

  const tick = await screen.findByRole('checkbox', { name: 'Закрывается окно Ozon: Почта' });
  expect(tick).not.toBeChecked();
  await userEvent.click(tick);

  await waitFor(() => expect(tick).toBeChecked());
  expect(world.notices.settings.channels.email).toEqual(['obligation.breached', 'window.closing']);
});

it('turns the weekly report off', async () => {
  const world = open();

  await userEvent.click(await screen.findByRole('switch', { name: 'Недельный отчёт' }));

  await waitFor(() => expect(world.notices.settings.weekly_report).toBe(false));
});

it('says what really came of a test', async () => {
  const trial = {
    ok: false,
    channel: 'email' as const,
    sent_to: 'olga@example.com',
    reason: {
      code: 'mail_refused',
      detail: 'Почтовый сервер отказал.',
      remedy: 'Проверьте адрес.',
      their_words: '550 no such user',
    },
    notification_id: null,
    delivery_id: '5',
  };
  const world = open({ trial });

  const part = await section('Почта');
  await userEvent.click(within(part).getByRole('button', { name: 'Проверить' }));

  expect(await within(part).findByRole('alert')).toHaveTextContent(
    /Почтовый сервер отказал\.Проверьте адрес\.Ответ другой стороны: 550 no such user/,
  );
  expect(world.received).toEqual([{ key: 'test', body: { channel: 'email' } }]);
});

it('connects Telegram and never shows the token again', async () => {
  const world = open();

  const part = await section('Telegram');
  await userEvent.type(await within(part).findByLabelText('Токен бота'), '12345:secret-token');
  await userEvent.type(within(part).getByLabelText('Номер чата'), '-100200');
  await userEvent.click(within(part).getByRole('button', { name: 'Подключить' }));

  expect(await within(part).findByText(/Чат -100200, токен бота кончается на …oken/)).toBeVisible();
  expect(document.body.innerHTML).not.toContain('12345:secret-token');
  expect(await screen.findByRole('checkbox', { name: 'Срок ответа прошёл: Telegram' })).toBeVisible();
  await userEvent.click(within(part).getByRole('button', { name: 'Отключить…' }));
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Отключить' }));
  await waitFor(() => expect(world.notices.telegram.is_connected).toBe(false));
});

it('shows Telegram to the owner only', async () => {
  open({}, { me: makeMe({ workspaces: [{ id: 'w1', slug: 'dom', name: 'Дом', role: 'agent' }] }) });

  await section('Журнал доставки');

  expect(screen.queryByRole('heading', { name: 'Telegram' })).not.toBeInTheDocument();
});

it('keeps quiet hours over midnight', async () => {
  const world = open();

  const part = await section('Тихие часы');
  await userEvent.click(within(part).getByRole('switch', { name: 'Не беспокоить в тихие часы' }));
  await userEvent.click(within(part).getByRole('button', { name: 'Сохранить' }));

  await waitFor(() =>
    expect(world.notices.settings.quiet_hours).toEqual({ begin: '22:00', end: '09:00', time_zone: null }),
  );
  await userEvent.click(within(part).getByRole('switch', { name: 'Не беспокоить в тихие часы' }));
  await waitFor(() => expect(world.notices.settings.quiet_hours).toBeNull());
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { makeChat } from '@/testing/factories';
import { loadInbox, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(loadInbox);

it('keeps the filters of now under a name, goes there by a digit, and deletes the view', async () => {
  const world = serve({ chats: [makeChat({ id: '1' })] });
  openApp('/w/dom/inbox?view=all&assignee=none&sort=newest');
  const views = await screen.findByRole('region', { name: 'Мои виды' });

  await userEvent.click(within(views).getByRole('button', { name: /^Сохранить вид/ }));
  const dialog = await screen.findByRole('dialog', { name: 'Сохранить вид' });
  await userEvent.type(within(dialog).getByLabelText('Название'), 'Ничьи новые{Enter}');
  const link = await within(views).findByRole('link', { name: /Ничьи новые/ });
  await waitFor(() => expect(link).toHaveAttribute('aria-current', 'page'));
  expect(world.views[0]).toMatchObject({
    queue: 'all',
    ordering: 'newest',
    assignee: 'none',
    chat_accounts: [],
  });

  await userEvent.click(screen.getByRole('link', { name: /^Ждут ответа/ }));
  await waitFor(() => expect(link).not.toHaveAttribute('aria-current'));
  document.body.dispatchEvent(new KeyboardEvent('keydown', { code: 'Digit1', key: '1', bubbles: true }));
  await waitFor(() => expect(link).toHaveAttribute('aria-current', 'page'));

  await userEvent.click(within(views).getByRole('button', { name: 'Изменить вид «Ничьи новые»' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Удалить' }));
  await waitFor(() => expect(world.views).toEqual([]));
});

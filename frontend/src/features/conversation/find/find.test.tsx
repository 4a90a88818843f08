import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { makeChat, makeMessage } from '@/testing/factories';
import { loadInbox, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(loadInbox);

it('finds words by a key in messages that were not loaded, counts them, and gives the focus back', async () => {
  const messages = Array.from({ length: 120 }, (_, index) =>
    makeMessage({
      id: `${index + 1}`,
      chat_id: '1',
      text: index % 100 === 5 ? 'Где заказ?' : `Слово ${index}`,
    }),
  );
  serve({ chats: [makeChat({ id: '1' })], messages: new Map([['1', messages]]) });
  openApp('/w/dom/inbox?view=all&chat=1');
  const feed = await screen.findByRole('feed', { name: 'Сообщения' });
  await screen.findByRole('textbox', { name: 'Ответ покупателю' });
  (document.activeElement as HTMLElement | null)?.blur();

  document.body.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyF', key: 'а', bubbles: true }));
  const box = await screen.findByRole('searchbox', { name: 'Найти в переписке' });
  expect(box).toHaveFocus();
  await userEvent.type(box, 'заказ');
  expect(await screen.findByText('1 из 2')).toBeVisible();
  await userEvent.keyboard('{Enter}');

  expect(await screen.findByText('2 из 2')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(feed).toHaveFocus());
  expect(box).not.toBeInTheDocument();
});

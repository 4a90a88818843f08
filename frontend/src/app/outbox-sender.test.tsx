import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { newEntry } from '@/domain/replies/outbox';
import { OutboxStore } from '@/domain/replies/outbox-store';
import { makeChat, makeMe, makeMessage, makeReply } from '@/testing/factories';
import { loadInbox, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(loadInbox);

const STORAGE = `aiq:${makeMe().user?.id}:dom`;
const CHATS = [makeChat({ id: '1', title: 'Первый' }), makeChat({ id: '2', title: 'Второй' })];

const entry = (text: string, createdAt: number) =>
  newEntry({ text }, { key: `k${createdAt}`, chatId: '1', expectedLastMessageId: '11', createdAt });

it('says in another chat, and for as long as it is so, that an answer waits for a decision', async () => {
  const messages = [makeMessage({ id: '11', chat_id: '1' }), makeMessage({ id: '12', chat_id: '1' })];
  serve({ chats: CHATS, messages: new Map([['1', messages]]) });
  const outbox = new OutboxStore(STORAGE);
  outbox.put(entry('Отправим', 1));
  outbox.put(entry('Завтра', 2));
  openApp('/w/dom/inbox?view=all&chat=2');

  expect(await screen.findByText(/Сообщение в чат «Первый» не отправлено\. В чате есть новые/)).toBeVisible();
  expect(await screen.findByText(/2 сообщения не ушли из этого браузера/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Открыть' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Свернуть' }));
  expect(screen.queryByRole('link', { name: 'Открыть' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Открыть' }));

  await screen.findByRole('heading', { level: 2, name: 'Первый' });
  expect(await screen.findByRole('dialog')).toHaveTextContent('Отправим');
  expect(screen.queryByText(/не ушли из этого браузера/)).toBeNull();
});

it('shows in this tab what another one has handed over', async () => {
  serve({ chats: CHATS, messages: new Map([['1', [makeMessage({ id: '11', chat_id: '1' })]]]) });
  openApp('/w/dom/inbox?view=all&chat=1');
  await screen.findByText('Здравствуйте! Когда отправите заказ?', { selector: 'article span' });
  const other = new BroadcastChannel(`${STORAGE}:outbox`);

  act(() => other.postMessage({ reply: makeReply({ id: '5', chat_id: '1', text: 'Отправим завтра' }) }));

  await waitFor(() => expect(screen.getByText('Отправим завтра')).toBeVisible());
  other.close();
});

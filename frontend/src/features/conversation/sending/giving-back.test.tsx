import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '@/testing/answers';
import { clockDueIn, makeChat, makeMessage, makeReply } from '@/testing/factories';
import { loadInbox, openApp } from '@/testing/render';
import { holdBack, serve, server } from '@/testing/server';
import { announce, buyerWrites, type World } from '@/testing/world';

beforeAll(() => Promise.all([loadInbox(), import('../composer/changed-dialog')]));

const composer = () => screen.findByRole('textbox', { name: 'Ответ покупателю' });
const soon = () => new Date(Date.now() + 60_000).toISOString();

async function openChat(part: Partial<World> = {}): Promise<World> {
  const world = serve({
    chats: [
      makeChat({ id: '1', title: 'Первый', clock: clockDueIn(210, Date.now()) }),
      makeChat({ id: '2', title: 'Второй', clock: clockDueIn(220, Date.now()) }),
    ],
    messages: new Map([['1', [makeMessage({ id: '11', chat_id: '1' })]]]),
    ...part,
  });
  openApp('/w/dom/inbox?view=all&chat=1');
  await screen.findByText('Здравствуйте! Когда отправите заказ?', { selector: 'article span' });
  return world;
}

async function send(text: string): Promise<void> {
  await userEvent.type(await composer(), text);
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
}

describe('a text that comes back', () => {
  it('stays in sight, to be copied, where the marketplace takes no more replies', async () => {
    const failed = makeReply({ id: '5', chat_id: '1', state: 'failed', text: 'Поздно', can_retry: false });
    await openChat({
      chats: [makeChat({ id: '1', can_send: false, send_blocked_text: 'Срок переписки закончился.' })],
      replies: [failed],
    });

    await userEvent.click(await screen.findByRole('button', { name: 'Изменить' }));

    const place = await screen.findByRole('region', { name: 'Ответ' });
    expect(await within(place).findByText('Поздно')).toBeVisible();
    expect(within(place).getByRole('button', { name: 'Копировать' })).toBeVisible();
    await waitFor(() => expect(screen.queryByText('не отправлено')).toBeNull());
    expect(within(place).getByText('Поздно')).toBeVisible();
  });

  it('closes the note that was begun meanwhile', async () => {
    const world = await openChat();
    const release = holdBack('post', '*/api/v1/chats/:id/replies');
    await send('Отправим');
    buyerWrites(world, '1', 'И ещё вопрос');
    await userEvent.click(screen.getByRole('button', { name: 'Заметка для команды' }));
    await screen.findByRole('textbox', { name: 'Заметка для команды' });
    release();

    await userEvent.click(await screen.findByRole('button', { name: 'Вернуться' }));

    expect(await composer()).toHaveValue('Отправим');
  });

  it('comes to the composer also after a note was written in its place', async () => {
    const failed = makeReply({ id: '5', chat_id: '1', state: 'failed', text: 'Поздно' });
    await openChat({ replies: [failed] });
    await userEvent.click(await screen.findByRole('button', { name: 'Заметка для команды' }));
    await userEvent.click(await screen.findByRole('button', { name: 'К ответу покупателю' }));

    await userEvent.click(await screen.findByRole('button', { name: 'Изменить' }));

    await waitFor(async () => expect(await composer()).toHaveValue('Поздно'));
  });

  it('comes once, however often it is asked for', async () => {
    const waiting = makeReply({ id: '5', chat_id: '1', text: 'Рано', send_after: soon() });
    await openChat({ replies: [waiting] });
    let asked = 0;
    const release = holdBack('delete', '*/api/v1/replies/:id', () => {
      asked += 1;
      return undefined;
    });
    const undo = await screen.findByRole('button', { name: 'Отменить отправку' });
    await userEvent.click(undo);
    await userEvent.click(undo);
    release();

    await waitFor(() => expect(undo).not.toBeInTheDocument());

    expect(asked).toBe(1);
    expect(await composer()).toHaveValue('Рано');
  });

  it('waits in its chat for a person who went on to the next one', async () => {
    const waiting = makeReply({ id: '5', chat_id: '1', text: 'Рано', send_after: soon() });
    await openChat({ replies: [waiting] });
    const release = holdBack('delete', '*/api/v1/replies/:id');
    await userEvent.click(await screen.findByRole('button', { name: 'Отменить отправку' }));
    await userEvent.click(screen.getByRole('option', { name: /Второй/ }));
    await screen.findByRole('heading', { level: 2, name: 'Второй' });
    release();

    await userEvent.click(await screen.findByRole('option', { name: /Первый.*Черновик: Рано/ }));

    await screen.findByRole('heading', { level: 2, name: 'Первый' });
    await waitFor(async () => expect(await composer()).toHaveValue('Рано'));
  });

  it('comes also when the answer to taking the reply back is lost', async () => {
    const waiting = makeReply({ id: '5', chat_id: '1', text: 'Рано', send_after: soon() });
    const world = await openChat({ replies: [waiting] });
    server.use(
      http.delete('*/api/v1/replies/:id', () => {
        const isThere = world.replies.length > 0;
        world.replies = [];
        return isThere ? HttpResponse.error() : refusal(404, 'not_found', 'Не найдено.');
      }),
    );

    await userEvent.click(await screen.findByRole('button', { name: 'Отменить отправку' }));

    await waitFor(async () => expect(await composer()).toHaveValue('Рано'));
  });
});

it('does not send anew what was taken back before its sending was confirmed', async () => {
  const world = await openChat();
  server.use(
    http.post('*/api/v1/chats/:id/replies', ({ request }) => {
      const key = request.headers.get('Idempotency-Key') ?? '';
      world.replies = [makeReply({ id: '5', chat_id: '1', key, text: 'Рано', send_after: soon() })];
      announce(world, { kind: 'reply.updated', chat_id: '1', reply_id: '5' });
      return refusal(502, 'bad_gateway', 'Сервер не ответил.');
    }),
  );
  await send('Рано');
  await screen.findByText(/Нет связи с сервером/);
  act(() => void window.dispatchEvent(new Event('focus')));

  await userEvent.click(await screen.findByRole('button', { name: 'Отменить отправку' }));

  await waitFor(async () => expect(await composer()).toHaveValue('Рано'));
  expect(Object.keys(localStorage).filter((key) => key.includes(':outbox:'))).toEqual([]);
  expect(world.replies).toEqual([]);
});

it('sends in the order of writing what waited for a decision', async () => {
  const world = await openChat();
  const release = holdBack('post', '*/api/v1/chats/:id/replies');
  await send('Сначала это');
  await send('Потом это');
  const added = buyerWrites(world, '1', 'И ещё вопрос');
  release();

  await userEvent.click(await screen.findByRole('button', { name: 'Отправить всё равно' }));

  await waitFor(() => expect(world.replies).toHaveLength(2));
  expect(world.received.map(({ body }) => [body.text, body.expected_last_message_id])).toEqual([
    ['Сначала это', '11'],
    ['Сначала это', added.id],
    ['Потом это', added.id],
  ]);
});

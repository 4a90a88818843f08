import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { refusal } from '@/testing/answers';
import { clockDueIn, makeChat, makeMessage, makeReply, noClock } from '@/testing/factories';
import { loadInbox, openApp } from '@/testing/render';
import { changeReply } from '@/testing/reply-handlers';
import { serve, server } from '@/testing/server';
import { announce, buyerWrites, type World } from '@/testing/world';

beforeAll(loadInbox);

const composer = () => screen.findByRole('textbox', { name: 'Ответ покупателю' });
const feed = () => screen.findByRole('feed', { name: 'Сообщения' });

/** Looks at the page again, as the change feed does when the window gets the focus. */
async function comeBack(): Promise<void> {
  await act(async () => {
    window.dispatchEvent(new Event('focus'));
  });
}

async function openChat(part: Partial<World> = {}): Promise<World> {
  const world = serve({
    chats: [makeChat({ id: '1', clock: clockDueIn(210, Date.now()) })],
    messages: new Map([['1', [makeMessage({ id: '11', chat_id: '1', unread: true })]]]),
    ...part,
  });
  openApp('/w/dom/inbox?view=all&chat=1');
  await screen.findByText('Здравствуйте! Когда отправите заказ?', { selector: 'article span' });
  return world;
}

describe('sending', () => {
  it('shows the message at once and follows it to the delivery as one bubble', async () => {
    const world = await openChat();

    await userEvent.type(await composer(), 'Отправим завтра');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');

    expect(await composer()).toHaveValue('');
    expect(await composer()).toHaveFocus();
    await screen.findByText('в очереди');
    expect(world.received).toEqual([
      {
        key: expect.stringMatching(/^[0-9a-f-]{36}$/),
        body: { text: 'Отправим завтра', expected_last_message_id: '11' },
      },
    ]);

    const [reply] = world.replies;
    changeReply(world, reply?.id ?? '', { state: 'accepted' });
    await comeBack();
    expect(await screen.findByText('принято Ozon')).toBeVisible();

    const echo = makeMessage({
      id: '12',
      chat_id: '1',
      author: 'seller',
      reply_id: reply?.id ?? null,
      text: 'Отправим завтра',
    });
    world.messages.set('1', [
      ...(world.messages.get('1') ?? []),
      { ...echo, sent_at: new Date().toISOString() },
    ]);
    changeReply(world, reply?.id ?? '', { state: 'delivered', message_id: '12' });
    await comeBack();
    expect(await screen.findByText('доставлено')).toBeInTheDocument();
    expect(within(await feed()).getAllByText('Отправим завтра')).toHaveLength(1);
  });

  it('refuses a text over the limit with the reason and cuts nothing', async () => {
    const world = await openChat();
    const text = 'а'.repeat(1012);

    await userEvent.click(await composer());
    await userEvent.paste(text);
    expect(await screen.findByText('Длиннее на 12')).toBeVisible();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');

    expect(await screen.findByText('Ответ длиннее, чем принимает маркетплейс.')).toBeVisible();
    expect(await composer()).toHaveValue(text);
    expect(world.received).toEqual([]);
  });

  it('repeats with the same key when the server stumbles', async () => {
    const world = await openChat();
    let stumbled = false;
    server.use(
      http.post('*/api/v1/chats/:id/replies', ({ request }) => {
        if (stumbled) return undefined;
        stumbled = true;
        world.received.push({ key: request.headers.get('Idempotency-Key') ?? '', body: {} });
        return refusal(503, 'database_unavailable', 'База данных не отвечает.');
      }),
    );

    await userEvent.type(await composer(), 'Да');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');

    await waitFor(() => expect(world.received).toHaveLength(2));
    expect(new Set(world.received.map((one) => one.key)).size).toBe(1);
    expect(await screen.findByText('в очереди')).toBeVisible();
  });

  it('keeps a refused message with its reason and three ways on', async () => {
    await openChat();
    server.use(
      http.post('*/api/v1/chats/:id/replies', () =>
        refusal(409, 'reply_window_closed', 'Срок переписки закончился.', {
          remedy: 'Дождитесь покупателя.',
        }),
      ),
    );

    await userEvent.type(await composer(), 'Поздно');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');

    expect(await screen.findByText('Дождитесь покупателя.')).toBeVisible();
    const bubble = (await screen.findByText('Поздно')).closest('article') as HTMLElement;
    expect(within(bubble).getByRole('button', { name: 'Повторить' })).toBeVisible();
    expect(within(bubble).getByRole('button', { name: 'Удалить' })).toBeVisible();
    await userEvent.click(within(bubble).getByRole('button', { name: 'Изменить' }));
    expect(await composer()).toHaveValue('Поздно');
    expect(screen.queryByText('не отправлено')).not.toBeInTheDocument();
  });

  it('survives a reload while the connection is lost', async () => {
    const world = await openChat();
    server.use(http.post('*/api/v1/chats/:id/replies', () => HttpResponse.error(), { once: true }));

    await userEvent.type(await composer(), 'Да');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText(/Нет связи с сервером/);
    expect(screen.getByText('в очереди')).toBeVisible();
    const kept = Object.keys(localStorage).filter((key) => key.includes(':outbox:'));
    expect(kept).toHaveLength(1);
    window.dispatchEvent(new Event('online'));

    await waitFor(() => expect(world.received).toHaveLength(1));
    expect(kept[0]).toContain(world.received[0]?.key);
  });
});

describe('a chat that moved on', () => {
  it('shows what the buyer added and lets the person decide', async () => {
    const world = await openChat();
    buyerWrites(world, '1', 'И ещё вопрос про цвет');

    await userEvent.type(await composer(), 'Отправим завтра');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');

    const dialog = await screen.findByRole('dialog', { name: 'Покупатель написал ещё' });
    expect(within(dialog).getByText('И ещё вопрос про цвет')).toBeVisible();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Отправить всё равно' }));

    await screen.findByText('в очереди');
    expect(world.received.at(-1)?.body).toMatchObject({ text: 'Отправим завтра' });
    expect(world.received).toHaveLength(2);
  });

  it('gives the text back when the person returns', async () => {
    const world = await openChat();
    buyerWrites(world, '1', 'Уже не нужно');

    await userEvent.type(await composer(), 'Отправим');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await userEvent.click(await screen.findByRole('button', { name: 'Вернуться' }));

    expect(await composer()).toHaveValue('Отправим');
    expect(world.replies).toEqual([]);
  });
});

it('leaves an answered chat in its place, marked, until the person goes on', async () => {
  const now = Date.now();
  const world = serve({
    chats: [
      makeChat({ id: '1', title: 'Первый', clock: clockDueIn(10, now) }),
      makeChat({ id: '2', title: 'Второй', clock: clockDueIn(20, now) }),
    ],
  });
  openApp('/w/dom/inbox?view=waiting&chat=1');
  await screen.findByRole('option', { name: /Первый.*Ответить до/ });

  world.chats = world.chats.map((chat) =>
    chat.id === '1'
      ? {
          ...chat,
          clock: { ...noClock, obligation_state: 'met' as const },
          answered_at: new Date().toISOString(),
        }
      : chat,
  );
  announce(world, { kind: 'chat.updated', chat_id: '1' });
  await comeBack();

  expect(await screen.findByRole('option', { name: /Первый.*Отвечен/ })).toBeVisible();
  await userEvent.click(screen.getByRole('option', { name: /Второй/ }));
  await waitFor(() => expect(screen.queryByRole('option', { name: /Первый/ })).not.toBeInTheDocument());
});

it('brings a new message without a reload', async () => {
  const world = await openChat();

  buyerWrites(world, '1', 'Спасибо, жду');
  await comeBack();

  expect(await within(await feed()).findByText('Спасибо, жду')).toBeVisible();
});

it('keeps the draft with its chat', async () => {
  await openChat({ chats: [makeChat({ id: '1', title: 'Первый' }), makeChat({ id: '2', title: 'Второй' })] });

  await userEvent.type(await composer(), 'Черновик для первого');
  await userEvent.click(screen.getByRole('option', { name: /Второй/ }));
  await screen.findByRole('heading', { level: 2, name: 'Второй' });

  await waitFor(async () => expect(await composer()).toHaveValue(''));
  expect(screen.getByRole('option', { name: /Первый.*Черновик: Черновик для первого/ })).toBeVisible();
});

it('opens a chat without a connection: says so once, takes a draft, and goes on when it is back', async () => {
  await openChat({
    chats: [makeChat({ id: '1', title: 'Первый' }), makeChat({ id: '2', title: 'Второй' })],
    messages: new Map([
      ['1', [makeMessage({ id: '11', chat_id: '1' })]],
      ['2', [makeMessage({ id: '21', chat_id: '2', text: 'Подойдёт ли крышка?' })]],
    ]),
  });
  const asked: string[] = [];
  server.use(
    http.get('*/api/v1/chats/2/:part', ({ params }) => {
      if (params.part !== 'draft') asked.push(`${params.part}`);
    }),
  );
  const connection = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  act(() => void window.dispatchEvent(new Event('offline')));

  await userEvent.click(screen.getByRole('option', { name: /Второй/ }));

  expect(await screen.findByText('Нет связи')).toBeVisible();
  await userEvent.type(await composer(), 'Да, подойдёт');
  expect(screen.queryByText('Нет связи с сервером.')).not.toBeInTheDocument();
  expect(asked).toEqual([]);

  connection.mockReturnValue(true);
  act(() => void window.dispatchEvent(new Event('online')));
  expect(await within(await feed()).findByText('Подойдёт ли крышка?')).toBeVisible();
  expect(await composer()).toHaveValue('Да, подойдёт');
});

it('retries a reply that the marketplace never showed', async () => {
  const failed = makeReply({
    id: '5',
    chat_id: '1',
    state: 'failed',
    error_code: 'not_seen',
    error_text: 'Не нашли сообщение в чате.',
    can_retry: true,
  });
  await openChat({ replies: [failed] });

  expect(await screen.findByText('Не нашли сообщение в чате.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Повторить' }));

  expect(await screen.findByText('в очереди')).toBeVisible();
});

it('leads from a reply that failed for the key to where the key is renewed', async () => {
  const failed = makeReply({ chat_id: '1', state: 'failed', error_code: 'key_deactivated', can_retry: true });
  await openChat({ replies: [failed] });

  const bubble = (await screen.findByText('не отправлено')).closest('article') as HTMLElement;
  expect(within(bubble).getByRole('link', { name: 'Обновить ключ' })).toHaveAttribute(
    'href',
    '/w/dom/settings/accounts/a1',
  );
});

it('says why a reply is impossible instead of showing a composer', async () => {
  await openChat({
    chats: [
      makeChat({
        id: '1',
        can_send: false,
        send_blocked_code: 'account_paused',
        send_blocked_text: 'Кабинет приостановлен.',
        send_blocked_remedy: 'Снимите паузу.',
      }),
    ],
  });

  expect(await screen.findByText('Кабинет приостановлен.')).toBeVisible();
  expect(screen.getByText('Снимите паузу.')).toBeVisible();
  expect(screen.queryByRole('textbox', { name: 'Ответ покупателю' })).not.toBeInTheDocument();
});

it('asks once when the computed window is over', async () => {
  const clock = { ...makeChat().clock, window_closes_at: '2026-01-01T00:00:00Z' };
  const world = await openChat({ chats: [makeChat({ id: '1', clock })] });

  await userEvent.type(await composer(), 'Простите за ожидание');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(world.received).toEqual([]);
  const anyway = screen.getByRole('button', { name: 'Отправить всё равно' });
  await waitFor(() => expect(anyway).toHaveFocus());
  await userEvent.keyboard('{Escape}');
  expect(await composer()).toHaveFocus();
  await userEvent.click(anyway);

  await waitFor(() => expect(world.received).toHaveLength(1));
  expect(screen.queryByRole('button', { name: 'Отправить всё равно' })).not.toBeInTheDocument();
});

it('lets the person sign in over the page and loses nothing', async () => {
  const world = await openChat();
  await userEvent.type(await composer(), 'Набрано до конца сеанса');
  world.signedIn = false;

  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  const dialog = await screen.findByRole('dialog', { name: 'Вы вышли из системы' });
  await userEvent.type(within(dialog).getByLabelText('Пароль'), 'right-password');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Войти' }));

  await waitFor(() => expect(world.received).toHaveLength(1));
  expect(world.received[0]?.body).toMatchObject({ text: 'Набрано до конца сеанса' });
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
});

it('says aloud that a reply stopped in a chat that is not open', async () => {
  const world = await openChat({ chats: [makeChat({ id: '1' }), makeChat({ id: '2', title: 'Второй' })] });

  world.chats = world.chats.map((chat) => (chat.id === '2' ? { ...chat, reply_state: 'failed' } : chat));
  announce(world, { kind: 'reply.updated', chat_id: '2' });
  await comeBack();

  expect(await screen.findByText(/^Новое в «Не отправлено»/)).toBeVisible();
});

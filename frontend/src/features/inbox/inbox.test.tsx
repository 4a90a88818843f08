import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, it, vi } from 'vitest';
import { refusal } from '@/testing/answers';
import { at, clockDueIn, makeAccount, makeChat, noClock } from '@/testing/factories';
import { loadInbox, openApp } from '@/testing/render';
import { makeFigures, makeReports, makeTimes } from '@/testing/report-factories';
import { holdBack, serve, server } from '@/testing/server';

beforeAll(loadInbox);

const list = () => screen.findByRole('listbox', { name: 'Чаты' });
const rowNames = async () =>
  within(await list())
    .getAllByRole('option')
    .map((row) => row.textContent);

it('orders waiting chats by deadline and shows what each is about', async () => {
  const now = Date.now();
  serve({
    chats: [
      makeChat({ id: '1', title: 'Ночник', clock: clockDueIn(200, now) }),
      makeChat({ id: '2', title: 'Подушка', clock: clockDueIn(-47, now), unread_count: 2 }),
      makeChat({ id: '3', title: 'Отвечен', clock: noClock }),
    ],
  });

  openApp('/w/dom/inbox');

  const names = await rowNames();
  expect(names).toHaveLength(2);
  expect(names[0]).toMatch(/Подушка.*Просрочен на 47.минут.*непрочитанное/);
  expect(names[1]).toMatch(/Ночник.*Ответить до/);
});

it.each([
  [
    'who answered',
    makeFigures(12, 14, { answered: 12, mean_seconds: 14 * 60 }),
    /Среднее время сегодня — 14.минут \(12.ответов\)\./,
  ],
  ['long', makeFigures(1, 890, { mean_seconds: 53_400 }), /сегодня — 14.ч 50.мин \(1.ответ\)\./],
  [
    'whose answers took no minute',
    makeFigures(1, 0, { mean_seconds: 20 }),
    /сегодня — меньше минуты \(1.ответ\)\./,
  ],
])('tells those %s how long it took on average today', async (_, figures, words) => {
  const world = serve({ chats: [], reports: makeReports({ times: makeTimes(figures) }) });

  openApp('/w/dom/inbox');

  expect(await screen.findByText('Все ответы отправлены')).toBeVisible();
  expect(await screen.findByText(words)).toBeVisible();
  const [asked] = world.reports.asked;
  const since = Date.now() - Date.parse(asked?.searchParams.get('from') ?? '');
  expect(since).toBeGreaterThanOrEqual(0);
  expect(since).toBeLessThan(24 * 60 * 60_000);
});

it.each([
  ['nobody answered today', () => HttpResponse.json(makeTimes(makeFigures(0, 0)))],
  ['the report is refused', () => refusal(403, 'permission_denied', 'Нет прав.')],
])('says nothing of an average when %s', async (_, answer) => {
  let asked = 0;
  serve({ chats: [] });
  server.use(
    http.get('*/api/v1/reports/response-times', () => {
      asked += 1;
      return answer();
    }),
  );

  openApp('/w/dom/inbox');

  expect(await screen.findByText('Все ответы отправлены')).toBeVisible();
  await waitFor(() => expect(asked).toBe(1));
  // By then the first answer is there too.
  await act(async () => void (await fetch('/api/v1/reports/response-times')));
  expect(screen.queryByText(/Среднее время/)).toBeNull();
  expect(screen.getByRole('alert')).toBeEmptyDOMElement();
});

it.each([
  ['assignee=me', 'У вас нет чатов, ждущих ответа', 'Показать чаты всех'],
  ['account=a2', 'В этом кабинете никто не ждёт ответа', 'Показать все кабинеты'],
  ['view=urgent', 'Срочных нет', 'Показать все чаты'],
])(
  'says for %s that nobody is there, not that nothing was found, and leads on',
  async (address, title, way) => {
    serve({
      accounts: [makeAccount({ id: 'a1' }), makeAccount({ id: 'a2' })],
      chats: [makeChat({ id: '1', clock: clockDueIn(200, Date.now()) })],
    });
    openApp(`/w/dom/inbox?${address}`);

    expect(await screen.findByText(title)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: way }));

    await waitFor(async () => expect(await list()).toHaveFocus());
    expect(screen.queryByText(title)).toBeNull();
  },
);

it('does not say that all is sent while the numbers say that something is not', async () => {
  const failed = makeChat({ id: '1', clock: noClock, reply_state: 'failed' });
  serve({ chats: [failed, { ...failed, id: '2' }] });

  openApp('/w/dom/inbox');

  expect(await screen.findByText('Никто не ждёт ответа')).toBeVisible();
  expect(await screen.findByRole('link', { name: 'Не отправлено: 2' })).toHaveAttribute(
    'href',
    '/w/dom/inbox?view=failed',
  );
  expect(screen.queryByText('Все ответы отправлены')).toBeNull();
});

it('orders answered chats by time, and says so', async () => {
  const answered = (id: string, at: string) =>
    makeChat({ id, title: `В ${at}`, clock: noClock, answered_at: at, last_message_at: at });
  serve({ chats: [answered('1', '2026-03-01T10:00:00Z'), answered('2', '2026-03-02T10:00:00Z')] });

  openApp('/w/dom/inbox?view=answered');

  const names = await rowNames();
  expect(names.map((name) => name?.slice(0, 12))).toEqual(['В 2026-03-02', 'В 2026-03-01']);
  expect(screen.getByRole('combobox', { name: 'Порядок' })).toHaveDisplayValue('По времени');
});

it('looks fresh only while there is a connection', async () => {
  const online = vi.spyOn(navigator, 'onLine', 'get');
  serve();
  openApp('/w/dom/inbox');
  const account = await screen.findByRole('button', { name: /^обновляется/ });
  const pane = screen.getByRole('region', { name: 'Список чатов' });
  expect(await within(pane).findByText('●')).toBeVisible();

  online.mockReturnValue(false);
  act(() => void window.dispatchEvent(new Event('offline')));

  expect(account).toHaveTextContent('▲нет связи');
  expect(within(pane).queryByText('●')).toBeNull();
  online.mockRestore();
});

it('finds by order number and says so when nothing fits', async () => {
  serve({
    chats: [makeChat({ id: '1', order_number: '111-1' }), makeChat({ id: '2', order_number: '222-2' })],
  });
  openApp('/w/dom/inbox');
  await list();

  await userEvent.type(screen.getByRole('searchbox', { name: 'Поиск' }), '222-2');
  await waitFor(async () => expect(await rowNames()).toHaveLength(1));
  await userEvent.type(screen.getByRole('searchbox', { name: 'Поиск' }), '-none');

  expect(await screen.findByText('Ничего не нашлось')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Сбросить фильтры' }));
  await waitFor(async () => expect(await rowNames()).toHaveLength(2));
});

it('clears the search and gives the focus back to the list by two quick presses of Esc', async () => {
  serve({ chats: [makeChat({ id: '1' })] });
  openApp('/w/dom/inbox');
  await list();
  const box = screen.getByRole('searchbox', { name: 'Поиск' });
  await userEvent.type(box, 'ночник');

  act(() => {
    for (let press = 0; press < 2; press += 1) {
      box.dispatchEvent(new KeyboardEvent('keydown', { code: 'Escape', key: 'Escape', bubbles: true }));
    }
  });

  await waitFor(async () => expect(await list()).toHaveFocus());
  expect(box).toHaveValue('');
});

it('offers to connect an account when there is none', async () => {
  serve({ accounts: [], chats: [] });

  openApp('/w/dom/inbox');

  expect(await screen.findByRole('link', { name: 'Подключить Ozon' })).toHaveAttribute(
    'href',
    '/w/dom/connect',
  );
});

it('shows how far the import is', async () => {
  const importing = {
    state: 'running',
    chats_done: 1240,
    chats_total: 3000,
    started_at: null,
    finished_at: null,
  } as const;
  serve({ accounts: [makeAccount({ id: 'a1', import: importing })], chats: [] });

  openApp('/w/dom/inbox');

  expect(await screen.findByText(/Загружено 1.240 из ~3.000 чатов/)).toBeVisible();
});

it('keeps the failure of the list in its pane, with the number of the request', async () => {
  serve();
  server.use(http.get('*/api/v1/chats', () => refusal(403, 'scope_missing', 'Нет права читать чаты.')));

  openApp('/w/dom/inbox');

  expect(await screen.findByText('Нет права читать чаты.')).toBeVisible();
  expect(screen.getByText('Номер запроса: req-0001')).toBeVisible();
  expect(screen.getByRole('main', { name: 'Переписка' })).toBeVisible();
});

it('warns about a refused key above everything, with the way to renew it', async () => {
  const refused = { state: 'needs_key', state_text: 'Ozon больше не принимает ключ.' } as const;
  serve({ accounts: [makeAccount({ id: '7', title: 'Дом', ...refused })] });

  openApp('/w/dom/inbox');

  expect(await screen.findByText(/Ozon больше не принимает ключ/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Обновить ключ' })).toHaveAttribute(
    'href',
    '/w/dom/settings/accounts/7',
  );
});

it('walks the list by keys of the Russian layout and leaves typing alone', async () => {
  const now = Date.now();
  serve({
    chats: [
      makeChat({ id: '1', title: 'Первый', clock: clockDueIn(10, now) }),
      makeChat({ id: '2', title: 'Второй', clock: clockDueIn(20, now) }),
    ],
  });
  openApp('/w/dom/inbox');
  await list();
  const user = userEvent.setup({
    keyboardMap: [
      { code: 'KeyJ', key: 'о' },
      { code: 'KeyR', key: 'к' },
    ],
  });

  await user.keyboard('[KeyJ][KeyJ]');
  expect(await screen.findByRole('heading', { level: 2, name: 'Второй' })).toBeVisible();
  await waitFor(() => expect(window.location.search).toContain('chat=2'));
  await user.keyboard('[KeyR]');
  const composer = await screen.findByRole('textbox', { name: 'Ответ покупателю' });
  await waitFor(() => expect(composer).toHaveFocus());
  await user.keyboard('[KeyJ]');

  expect(composer).toHaveValue('о');
  expect(window.location.search).toContain('chat=2');
});

it('opens what a walk along the list rests on, and keeps what is wished of it until then', async () => {
  const now = Date.now();
  const opened: string[] = [];
  serve({
    chats: [
      makeChat({ id: '1', title: 'Первый', clock: clockDueIn(10, now) }),
      makeChat({ id: '2', title: 'Второй', clock: clockDueIn(20, now) }),
      makeChat({ id: '3', title: 'Третий', clock: clockDueIn(30, now) }),
    ],
  });
  server.use(
    http.get('*/api/v1/chats/:id/messages', ({ params }) => {
      opened.push(`${params.id}`);
    }),
  );
  openApp('/w/dom/inbox');
  const rows = await list();
  const press = (...codes: string[]) =>
    act(() => {
      for (const code of codes)
        window.dispatchEvent(new KeyboardEvent('keydown', { code, cancelable: true }));
    });

  press('KeyJ', 'KeyJ', 'KeyJ');
  expect(within(rows).getByRole('option', { selected: true })).toHaveTextContent('Третий');
  press('KeyR');

  const composer = await screen.findByRole('textbox', { name: 'Ответ покупателю' });
  await waitFor(() => expect(composer).toHaveFocus());
  expect(window.location.search).toContain('chat=3');
  expect(opened).toEqual(['3']);
});

it('asks to sign in when nobody is', async () => {
  serve({ signedIn: false });

  openApp('/w/dom/inbox?view=urgent');

  expect(await screen.findByRole('heading', { name: 'Вход' })).toBeVisible();
  await userEvent.type(screen.getByLabelText('Почта'), 'olga@example.com');
  await userEvent.type(screen.getByLabelText('Пароль'), 'wrong');
  await userEvent.click(screen.getByRole('button', { name: 'Войти' }));
  expect(await screen.findByText('Почта или пароль не подходят.')).toBeVisible();
  await userEvent.clear(screen.getByLabelText('Пароль'));
  await userEvent.type(screen.getByLabelText('Пароль'), 'right-password');
  await userEvent.click(screen.getByRole('button', { name: 'Войти' }));

  expect(await screen.findByRole('heading', { level: 1, name: /Срочные/ })).toBeVisible();
});

it('refuses a workspace the person is not in', async () => {
  serve();
  server.use(http.get('*/api/v1/me', () => HttpResponse.json({}, { status: 404 })));

  openApp('/w/foreign/inbox');

  expect(await screen.findByText('Нет такой организации')).toBeVisible();
});

it('shows in a row who answers there, and on a clock of when its data are', async () => {
  const since = new Date().toISOString();
  const fresh_at = new Date(Date.now() - 13 * 60_000).toISOString();
  const account = makeAccount({ id: 'a1', fresh_at });
  serve({
    accounts: [account],
    chats: [makeChat({ id: '1', clock: clockDueIn(200, Date.now()) })],
    others: [{ member_id: '2', name: 'Ирина Лугова', state: 'writing', since }],
  });

  openApp('/w/dom/inbox');

  expect(await screen.findByText('Отвечает: Ирина Лугова')).toBeVisible();
  expect(await screen.findByRole('option', { name: /данные на (.+, )?\d\d:\d\d/ })).toBeVisible();
});

it('opens the chat of an order number that is pasted, wherever it stands', async () => {
  serve({
    chats: [
      makeChat({ id: '1', title: 'Ночник', clock: clockDueIn(30, Date.now()) }),
      makeChat({ id: '2', title: 'Подушка', order_number: '51200300-0071', clock: noClock }),
    ],
  });
  openApp('/w/dom/inbox');
  await list();

  await userEvent.click(screen.getByRole('searchbox', { name: 'Поиск' }));
  await userEvent.paste('51200300-0071-1');

  expect(await screen.findByRole('heading', { level: 2, name: 'Подушка' })).toBeVisible();
});

it('leaves who emptied the search before the pasted order was found where they are', async () => {
  serve({
    chats: [
      makeChat({ id: '1', title: 'Ночник', clock: clockDueIn(30, Date.now()) }),
      makeChat({ id: '2', title: 'Подушка', order_number: '51200300-0071', clock: noClock }),
    ],
  });
  openApp('/w/dom/inbox');
  await list();
  const answered = vi.fn();
  const release = holdBack('get', '*/api/v1/chats');
  server.events.on('response:mocked', ({ request }) => request.url.includes('queue=all') && answered());

  await userEvent.click(screen.getByRole('searchbox', { name: 'Поиск' }));
  await userEvent.paste('51200300-0071');
  await userEvent.keyboard('{Escape}');
  release();
  await waitFor(() => expect(answered).toHaveBeenCalled());
  await userEvent.keyboard('ночник');

  const address = () => new URLSearchParams(window.location.search);
  await waitFor(() => expect(address().get('q')).toBe('ночник'));
  expect(address().get('chat')).toBeNull();
});

it('names who takes care of a chat when nothing heavier is to be said', async () => {
  const assignee = { id: '2', name: 'Ирина Лугова' };
  const now = Date.now();
  serve({
    chats: [
      makeChat({ id: '1', title: 'Ночник', assignee, clock: clockDueIn(30, now) }),
      makeChat({ id: '2', title: 'Подушка', assignee, clock: noClock }),
      makeChat({ id: '3', title: 'Коврик', assignee, clock: noClock, snoozed_until: at(60, now) }),
    ],
  });

  openApp('/w/dom/inbox?view=all');

  const names = await rowNames();
  expect(names[0]).toMatch(/Ирина Лугова.*Ответить до/);
  expect(names.find((name) => name?.startsWith('Подушка'))).toMatch(/Ответственный: Ирина Лугова$/);
  expect(names.find((name) => name?.startsWith('Коврик'))).toMatch(/Ирина Лугова.*отложен до (завтра )?\S+$/);
});

it('counts in its head what the list shows, also while the numbers are late', async () => {
  serve({ chats: [makeChat({ id: '1', clock: clockDueIn(30, Date.now()) })] });
  server.use(
    http.get('*/api/v1/chats/counts', () => HttpResponse.json({ queues: { waiting: 0 }, accounts: {} })),
  );

  openApp('/w/dom/inbox');

  expect(await rowNames()).toHaveLength(1);
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Ждут ответа 1');
});

it('says that another version is there when a part of this one is gone', async () => {
  const refused = { state: 'needs_key', state_text: 'Ozon больше не принимает ключ.' } as const;
  serve({ accounts: [makeAccount(refused)] });
  openApp('/w/dom/inbox');
  await screen.findByText(/Ozon больше не принимает ключ/);

  act(() => {
    window.dispatchEvent(new Event('vite:preloadError'));
  });

  expect(screen.getByText(/Доступна новая версия/)).toBeVisible();
  expect(screen.queryByText(/Ozon больше не принимает ключ/)).toBeNull();
});

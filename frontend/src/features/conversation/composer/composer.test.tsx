import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http } from 'msw';
import { beforeAll, expect, it } from 'vitest';
import type { TextFinding } from '@/api/types';
import { refusal } from '@/testing/answers';
import { makeNote, makeTemplate } from '@/testing/desk-handlers';
import { clockDueIn, makeChat, makeMessage } from '@/testing/factories';
import { loadInbox, openApp } from '@/testing/render';
import { changeReply } from '@/testing/reply-handlers';
import { holdBack, serve, server } from '@/testing/server';
import type { World } from '@/testing/world';

beforeAll(loadInbox);

const composer = () => screen.findByRole('textbox', { name: 'Ответ покупателю' });
const feed = () => screen.findByRole('feed', { name: 'Сообщения' });

async function openChat(part: Partial<World> = {}): Promise<World> {
  const world = serve({
    chats: [makeChat({ id: '1', product_title: 'Ночник', clock: clockDueIn(210, Date.now()) })],
    messages: new Map([['1', [makeMessage({ id: '11', chat_id: '1' })]]]),
    ...part,
  });
  openApp('/w/dom/inbox?view=all&chat=1');
  await screen.findByText('Здравствуйте! Когда отправите заказ?', { selector: 'article span' });
  return world;
}

it('takes a template by «/», and sends only when its gaps are filled', async () => {
  const text = 'Добрый день! Трек {трек}.';
  const world = await openChat({
    templates: [
      makeTemplate({ id: '7', title: 'Трек', text, missing: [{ name: 'трек', start: 18, end: 24 }] }),
      makeTemplate({ id: '8', title: 'Возврат', text: 'Оформите возврат.' }),
    ],
  });

  await userEvent.type(await composer(), '/');
  const search = await screen.findByRole('combobox', { name: 'Найти шаблон' });
  expect(await screen.findAllByRole('option', { name: /Трек|Возврат/ })).toHaveLength(2);
  await userEvent.type(search, 'трек');
  await waitFor(() => expect(screen.queryByRole('option', { name: /Возврат/ })).toBeNull());
  await userEvent.keyboard('{Enter}');

  expect(await composer()).toHaveValue(text);
  await waitFor(() => expect(world.received.at(-1)?.key).toBe('use 7'));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText('Заполните: трек.')).toBeVisible();
  expect(await composer()).toHaveValue(text);

  const field = (await composer()) as HTMLTextAreaElement;
  await userEvent.click(screen.getByRole('button', { name: 'трек' }));
  await waitFor(() => expect(field.selectionStart).toBe(18));
  await userEvent.keyboard('EA123');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(world.received.at(-1)?.body).toMatchObject({ text: 'Добрый день! Трек EA123.' }),
  );
});

it('fills a variable that is typed', async () => {
  await openChat();

  await userEvent.click(await composer());
  await userEvent.paste('Ваш {товар');
  await userEvent.keyboard('}');

  expect(await composer()).toHaveValue('Ваш Ночник');
});

it('writes a note in a place of its own, which never becomes an answer', async () => {
  const world = await openChat({ notes: [makeNote({ chat_id: '1' })] });
  expect(await within(await feed()).findByText('Склад обещал ответить к обеду.')).toBeVisible();
  await userEvent.type(await composer(), 'Ответ');

  await userEvent.click(screen.getByRole('button', { name: 'Заметка для команды' }));
  const note = await screen.findByRole('textbox', { name: 'Заметка для команды' });
  expect(note).toHaveValue('');
  expect(screen.queryByRole('button', { name: 'Отправить' })).toBeNull();
  await userEvent.type(note, 'Ждём склад');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');

  expect(await within(await feed()).findByText('Ждём склад')).toBeVisible();
  expect(within(await feed()).getAllByText('Видно только команде')).toHaveLength(2);
  expect(note).toHaveValue('');
  expect(world.received).toEqual([]);
  await userEvent.keyboard('{Escape}');
  expect(await composer()).toHaveValue('Ответ');
});

it('lets only its author change or delete a note', async () => {
  await openChat({
    notes: [
      makeNote({ id: '1', chat_id: '1', own: true, text: 'Моя' }),
      makeNote({ id: '2', chat_id: '1', text: 'Чужая' }),
    ],
  });
  await within(await feed()).findByText('Моя');

  await userEvent.click(await screen.findByRole('button', { name: 'Удалить' }));
  await userEvent.click(screen.getByRole('button', { name: 'Удалить заметку' }));

  await waitFor(() => expect(screen.queryByText('Моя')).toBeNull());
  expect(screen.getByText('Чужая')).toBeVisible();
});

it('asks before Esc gives up a note that is being changed, and keeps its text meanwhile', async () => {
  const world = await openChat({ notes: [makeNote({ id: '1', chat_id: '1', own: true, text: 'Моя' })] });
  await within(await feed()).findByText('Моя');
  const editor = () => screen.queryByRole('textbox', { name: 'Текст заметки' });

  await userEvent.click(await screen.findByRole('button', { name: 'Изменить' }));
  expect(editor()).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  expect(editor()).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Изменить' }));
  await userEvent.keyboard(' правка{Escape}');
  expect(screen.getByText('Правка не сохранена.')).toBeVisible();

  cleanup();
  openApp('/w/dom/inbox?view=all&chat=1');
  expect(await screen.findByRole('textbox', { name: 'Текст заметки' })).toHaveValue('Моя правка');
  await userEvent.click(screen.getByRole('button', { name: 'Сохранить заметку' }));
  await waitFor(() => expect(world.notes[0]?.text).toBe('Моя правка'));
  await waitFor(() => expect(editor()).toBeNull());
});

it('keeps what is typed on while a changed note is saved, and the focus with the note after that', async () => {
  const world = await openChat({ notes: [makeNote({ id: '1', chat_id: '1', own: true, text: 'Моя' })] });
  const note = (await within(await feed()).findByText('Моя')).closest('article');
  await userEvent.click(await screen.findByRole('button', { name: 'Изменить' }));

  const release = holdBack('patch', '*/api/v1/notes/:id');

  await userEvent.keyboard(' правка{Control>}{Enter}{/Control}, и ещё');
  release();

  await waitFor(() => expect(world.notes[0]?.text).toBe('Моя правка'));
  const editor = screen.getByRole('textbox', { name: 'Текст заметки' });
  await waitFor(() => expect(screen.getByText('изменена')).toBeVisible());
  expect(editor).toHaveValue('Моя правка, и ещё');
  await userEvent.click(screen.getByRole('button', { name: 'Сохранить заметку' }));
  await waitFor(() => expect(editor).not.toBeInTheDocument());
  expect(note).toHaveFocus();
});

it('takes no template of the words before, and none of its keys reach the chat', async () => {
  await openChat({
    templates: [
      makeTemplate({ id: '7', title: 'Трек', text: 'Вот трек.' }),
      makeTemplate({ id: '8', title: 'Возврат', text: 'Оформите возврат.' }),
    ],
  });
  await userEvent.type(await composer(), '/');
  const search = await screen.findByRole('combobox', { name: 'Найти шаблон' });
  await userEvent.type(search, 'трек');
  await waitFor(() => expect(screen.getAllByRole('option', { name: /Трек|Возврат/ })).toHaveLength(1));

  await userEvent.clear(search);
  await userEvent.type(search, 'возв{Enter}');
  await waitFor(async () => expect(await composer()).toHaveValue('Оформите возврат.'));

  await userEvent.click(screen.getByRole('button', { name: 'Шаблоны' }));
  await screen.findByRole('dialog', { name: 'Шаблоны' });
  (document.activeElement as HTMLElement | null)?.blur();
  await userEvent.keyboard('е{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Шаблоны' })).toBeNull());
  expect(await composer()).toBeVisible();
});

it('says who answers here already, and asks once before a second answer goes', async () => {
  const since = new Date(Date.now() - 65_000).toISOString();
  const world = await openChat({
    others: [{ member_id: '9', name: 'Ирина Лугова', state: 'writing', since }],
  });
  expect(await screen.findAllByText('Отвечает: Ирина Лугова')).not.toHaveLength(0);

  await userEvent.type(await composer(), 'Да');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText(/Уже отвечает: Ирина Лугова \(1.минуту назад\)/)).toBeVisible();
  const anyway = screen.getByRole('button', { name: 'Отправить всё равно' });
  await waitFor(() => expect(anyway).toHaveFocus());
  await userEvent.keyboard('{Escape}');
  expect(anyway).not.toBeInTheDocument();
  expect(await composer()).toHaveFocus();
  expect(window.location.search).toContain('chat=1');

  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(world.received).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Отправить всё равно' }));

  await waitFor(() => expect(world.received).toHaveLength(1));
});

it('offers the draft of another device beside the one typed here', async () => {
  const world = await openChat();
  await userEvent.type(await composer(), 'Здесь');
  world.drafts.set('1', { text: 'С телефона', version: 3, updated_at: new Date().toISOString() });
  act(() => void window.dispatchEvent(new Event('focus')));

  await userEvent.click(await screen.findByRole('button', { name: 'Взять другой' }));
  expect(await composer()).toHaveValue('С телефона');
  await userEvent.click(screen.getByRole('button', { name: 'Отменить' }));

  expect(await composer()).toHaveValue('Здесь');
});

it('takes a reply back while it waits, and gives its text to the composer', async () => {
  const world = await openChat();
  await userEvent.type(await composer(), 'Рано');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(world.replies).toHaveLength(1));
  changeReply(world, world.replies[0]?.id ?? '', { send_after: new Date(Date.now() + 60_000).toISOString() });
  act(() => void window.dispatchEvent(new Event('focus')));

  await userEvent.click(await screen.findByRole('button', { name: 'Отменить отправку' }));

  await waitFor(async () => expect(await composer()).toHaveValue('Рано'));
  expect(world.replies).toEqual([]);
});

it('asks about what was found in the text, and sends it only when told to', async () => {
  const world = await openChat();
  const finding: TextFinding = {
    rule: 'phone',
    group: 'contacts',
    text: '8 900 000-00-00',
    start: 8,
    end: 23,
    refused: false,
    reason: 'В тексте телефон.',
    remedy: 'Ozon за это закрывает чаты.',
  };
  server.use(
    http.post('*/api/v1/chats/:id/replies', async ({ request }) => {
      const body = (await request.clone().json()) as { override_warnings?: boolean };
      if (body.override_warnings) return undefined;
      return refusal(409, 'text_warned', 'Проверьте текст.', { extra: { findings: [finding] } });
    }),
  );
  await userEvent.type(await composer(), 'Звоните 8 900 000-00-00');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');

  const dialog = await screen.findByRole('dialog', { name: 'Проверьте текст перед отправкой' });
  expect(within(dialog).getByText('8 900 000-00-00', { selector: 'mark' })).toBeVisible();
  expect(within(dialog).getByText('В тексте телефон.')).toBeVisible();
  expect(world.replies).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Отправить всё равно' }));

  await waitFor(() => expect(world.received.at(-1)?.body).toMatchObject({ override_warnings: true }));
});

it('sends with the wish to close, and opens the next chat', async () => {
  const now = Date.now();
  const world = await openChat({
    chats: [
      makeChat({ id: '1', title: 'Ночник', clock: clockDueIn(210, now) }),
      makeChat({ id: '2', title: 'Коврик', clock: clockDueIn(310, now) }),
    ],
  });

  await userEvent.type(await composer(), 'Отправили.{Control>}{Shift>}{Enter}{/Shift}{/Control}');

  expect(await screen.findByRole('heading', { level: 2, name: 'Коврик' })).toBeVisible();
  await waitFor(() =>
    expect(world.received.at(-1)?.body).toMatchObject({ text: 'Отправили.', then_close: true }),
  );
});

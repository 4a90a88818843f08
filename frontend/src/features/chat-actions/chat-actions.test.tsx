import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http } from 'msw';
import { beforeAll, expect, it } from 'vitest';
import { refusal } from '@/testing/answers';
import { at, clockDueIn, makeChat, makeMessage, noClock } from '@/testing/factories';
import { loadInbox, openApp } from '@/testing/render';
import { holdBack, serve, server } from '@/testing/server';
import { announce } from '@/testing/world';

beforeAll(loadInbox);

const open = async (part = {}, messages = new Map()) => {
  const clock = clockDueIn(30, Date.now());
  const world = serve({ chats: [makeChat({ id: '1', title: 'Ночник', clock, ...part })], messages });
  openApp('/w/dom/inbox?view=all&chat=1');
  await screen.findAllByRole('button', { name: /Закрыть|Открыть снова/ });
  return world;
};
const press = (code: string) =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', { code, key: code, bubbles: true }));
const deeds = (world: { received: { key: string }[] }) => world.received.map(({ key }) => key);

it('closes a chat by its key and takes it back by another', async () => {
  const world = await open();
  (document.activeElement as HTMLElement | null)?.blur();

  press('KeyE');
  expect(await screen.findByText('Чат закрыт')).toBeVisible();
  expect(screen.getByText(/Он откроется сам, когда покупатель напишет/)).toBeVisible();
  press('KeyZ');

  await waitFor(() => expect(world.chats[0]?.status).toBe('open'));
  expect(deeds(world)).toEqual(['close 1', 'reopen 1']);
});

it('does to a chat one thing after another, however quickly they are asked for', async () => {
  const world = await open({ status: 'closed' });
  const release = holdBack('post', '*/api/v1/chats/1/reopen');
  const releaseSnooze = holdBack('post', '*/api/v1/chats/1/snooze');
  (document.activeElement as HTMLElement | null)?.blur();

  await userEvent.click(screen.getAllByRole('button', { name: 'Открыть снова' })[0] as HTMLElement);
  press('KeyH');
  const dialog = await screen.findByRole('dialog', { name: 'Отложить чат' });
  await userEvent.click(within(dialog).getByRole('button', { name: /^Через 3 часа/ }));
  await screen.findByText('Чат отложен');
  expect(deeds(world)).toEqual([]);
  release();
  await waitFor(() => expect(deeds(world)).toEqual(['reopen 1']));
  await act(() => new Promise((resolve) => setTimeout(resolve, 100)));
  expect(screen.getByText(/^Отложен до/)).toBeVisible();
  releaseSnooze();

  await waitFor(() => expect(deeds(world)).toEqual(['reopen 1', 'snooze 1']));
  expect(await screen.findByText(/^Отложен до/)).toBeVisible();
});

it('gives a chat to a member and takes it back by a key', async () => {
  const world = await open();
  (document.activeElement as HTMLElement | null)?.blur();

  press('KeyA');
  const dialog = await screen.findByRole('dialog', { name: 'Кто отвечает за чат' });
  await userEvent.click(await within(dialog).findByRole('button', { name: 'Ирина Лугова' }));
  expect(await screen.findByText('Ответственный: Ирина Лугова')).toBeVisible();
  await waitFor(() => expect(world.chats[0]?.assignee?.id).toBe('2'));
  press('KeyZ');

  await waitFor(() => expect(world.chats[0]?.assignee).toBeNull());
});

it('offers to need no answer after thanks, and does it only when told', async () => {
  const world = await open({ suggests_waive: true });

  const line = (await screen.findByText(/Похоже на благодарность/)).closest('div') as HTMLElement;
  expect(deeds(world)).toEqual([]);
  await userEvent.click(within(line).getByRole('button', { name: 'Ответ не требуется' }));

  await waitFor(() => expect(deeds(world)).toEqual(['waive 1']));
  expect(screen.queryByText(/Похоже на благодарность/)).not.toBeInTheDocument();
  expect(screen.getByRole('heading', { level: 2, name: 'Ночник' })).toHaveFocus();
  await userEvent.click(await screen.findByRole('button', { name: 'Отменить' }));
  await waitFor(() => expect(deeds(world)).toEqual(['waive 1', 'unwaive 1']));
});

it('puts a chat off and warns that the answer is due before', async () => {
  const world = await open();

  await userEvent.click(screen.getByRole('button', { name: 'Отложить' }));
  const dialog = await screen.findByRole('dialog', { name: 'Отложить чат' });
  const choice = within(dialog).getByRole('button', { name: /^Через 3 часа/ });
  expect(choice).toHaveTextContent('позже срока ответа');
  await userEvent.keyboard('{ArrowDown}');
  expect(choice).toHaveFocus();
  await userEvent.keyboard('{Enter}');

  await waitFor(() => expect(world.chats[0]?.status).toBe('snoozed'));
  expect(await screen.findByText(/^Отложен до/)).toBeVisible();
});

it('says of an overdue chat that its time is over, and not of each choice', async () => {
  const world = await open({ clock: clockDueIn(-120, Date.now()), snooze_outlasts: ['target'] });

  await userEvent.click(screen.getByRole('button', { name: 'Отложить' }));
  const dialog = await screen.findByRole('dialog', { name: 'Отложить чат' });
  expect(within(dialog).getByText('Срок ответа уже прошёл.')).toBeVisible();
  const choice = within(dialog).getByRole('button', { name: /^Через 3 часа/ });
  expect(choice).not.toHaveTextContent('позже срока ответа');
  await userEvent.click(choice);

  await waitFor(() => expect(world.chats[0]?.status).toBe('snoozed'));
  expect(await screen.findByText('Срок ответа уже прошёл.')).toBeVisible();
});

it('returns the chat as it was and says why when the server refuses', async () => {
  await open();
  server.use(
    http.post('*/api/v1/chats/1/close', () =>
      refusal(409, 'chat_changed', 'Покупатель написал ещё.', { remedy: 'Прочитайте новое сообщение.' }),
    ),
  );

  await userEvent.click(screen.getByRole('button', { name: 'Закрыть' }));

  expect(await screen.findByText('Покупатель написал ещё. Прочитайте новое сообщение.')).toBeVisible();
  expect(await screen.findByRole('button', { name: 'Закрыть' })).toBeVisible();
});

it('keeps what a colleague did while the server was refusing', async () => {
  const world = await open();
  const release = holdBack('post', '*/api/v1/chats/1/close', () =>
    refusal(409, 'chat_changed', 'Покупатель написал ещё.'),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Закрыть' }));
  const assignee = { id: '2', name: 'Ирина Лугова' };
  world.chats = world.chats.map((chat) => ({ ...chat, assignee, updated_at: at(1, Date.now()) }));
  announce(world, { kind: 'chat.updated', chat_id: '1' });
  act(() => void window.dispatchEvent(new Event('focus')));
  await screen.findByRole('button', { name: 'Ответственный: Ирина Лугова' });

  release();

  expect(await screen.findByText('Покупатель написал ещё.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Ответственный: Ирина Лугова' })).toBeVisible();
});

it('makes a chat unread by a key, leaves it, and takes it back by another', async () => {
  const world = await open();
  (document.activeElement as HTMLElement | null)?.blur();

  press('KeyU');

  expect(await screen.findByText('Чат снова непрочитан')).toBeVisible();
  expect(await screen.findByText('Выберите чат')).toBeVisible();
  expect(world.chats[0]?.unread_count).toBe(1);
  press('KeyZ');
  await waitFor(() => expect(world.chats[0]?.unread_count).toBe(0));
});

it('puts a chat that was put off back until when it was', async () => {
  const until = at(90);
  const world = await open({ status: 'snoozed', snoozed_until: until });
  (document.activeElement as HTMLElement | null)?.blur();

  press('KeyE');
  expect(await screen.findByText('Чат закрыт')).toBeVisible();
  await waitFor(() => expect(world.received).toHaveLength(1));
  await userEvent.click(screen.getByRole('button', { name: 'Отменить' }));

  await waitFor(() => expect(deeds(world)).toEqual(['close 1', 'snooze 1']));
  expect(world.chats[0]).toMatchObject({ status: 'snoozed', snoozed_until: until });
});

it('offers no way back where a chat was unread before', async () => {
  const world = await open({ unread_count: 2 });
  (document.activeElement as HTMLElement | null)?.blur();

  press('KeyU');

  expect(await screen.findByText('Чат снова непрочитан')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Отменить' })).not.toBeInTheDocument();
  await waitFor(() => expect(deeds(world)).toEqual(['unread 1']));
});

it('counts as seen only the newest message that was shown', async () => {
  const world = await open(
    { last_message_id: '12' },
    new Map([['1', [makeMessage({ id: '11', chat_id: '1', text: 'Последнее показанное' })]]]),
  );
  await screen.findByText('Последнее показанное', { selector: 'article span' });

  await userEvent.click(screen.getByRole('button', { name: 'Закрыть' }));

  await waitFor(() => expect(world.received).toEqual([{ key: 'close 1', body: { last_message_id: '11' } }]));
  expect(screen.getByRole('heading', { level: 2, name: 'Ночник' })).toHaveFocus();
});

it('tells between the messages what was done to the chat', async () => {
  const event = { id: 'e1', by: 'Ирина Лугова', at: at(-1), until: null, assignee_name: null };
  const own = { ...event, id: 'e4', by: 'Ольга Ветрова' };
  const messages = new Map([['1', [makeMessage({ id: '11', chat_id: '1', sent_at: at(-5) })]]]);
  const world = serve({
    chats: [makeChat({ id: '1', title: 'Ночник' })],
    messages,
    events: [
      { chatId: '1', event: { ...event, kind: 'assigned', assignee_name: 'Ольга Ветрова' } },
      { chatId: '1', event: { ...event, id: 'e2', kind: 'snoozed', until: at(90) } },
      { chatId: '1', event: { ...own, kind: 'assigned', assignee_name: 'Ольга Ветрова' } },
      { chatId: '2', event: { ...event, id: 'e3', kind: 'closed' } },
    ],
  });
  openApp('/w/dom/inbox?view=all&chat=1');

  expect(await screen.findByText(/Ирина Лугова: ответственный — Ольга Ветрова ·/)).toBeVisible();
  expect(screen.getByText(/Ирина Лугова: чат отложен до/)).toBeVisible();
  expect(screen.getByText(/Ольга Ветрова теперь отвечает за чат ·/)).toBeVisible();
  expect(screen.getByRole('article')).toHaveAttribute('aria-posinset', '1');
  expect(screen.getByRole('article')).toHaveAttribute('aria-setsize', '1');
  expect(screen.queryByText(/чат закрыт/)).not.toBeInTheDocument();
  expect(world.received).toEqual([]);

  world.events.push({ chatId: '1', event: { ...own, id: 'e5', kind: 'closed' } });
  await userEvent.click(await screen.findByRole('button', { name: 'Закрыть' }));
  expect(await screen.findByText(/Ольга Ветрова: чат закрыт ·/)).toBeVisible();
});

it('unfolds many deeds in a row, and says aloud only what a colleague does meanwhile', async () => {
  const deed = (id: string, minutes: number, by = 'Ирина Лугова') => ({
    chatId: '1',
    event: { id, by, at: at(minutes), until: null, assignee_name: null, kind: 'waived' as const },
  });
  const world = serve({
    chats: [makeChat({ id: '1', title: 'Ночник' })],
    messages: new Map([['1', [makeMessage({ id: '11', chat_id: '1', sent_at: at(-60) })]]]),
    events: [deed('e1', -9), deed('e2', -8), deed('e3', -7), deed('e4', -6)],
  });
  openApp('/w/dom/inbox?view=all&chat=1');
  const more = await screen.findByRole('button', { name: 'Ещё 2 действия', expanded: false });
  const log = await screen.findByRole('log', { name: 'Новые сообщения' });
  expect(screen.getAllByText(/ответ не требуется ·/)).toHaveLength(2);

  await userEvent.click(more);
  expect(screen.getAllByText(/ответ не требуется ·/)).toHaveLength(4);
  expect(more).toHaveAttribute('aria-expanded', 'true');
  expect(more).toHaveFocus();

  world.events.push(deed('e5', -1, 'Ольга Ветрова'), deed('e6', 0));
  announce(world, { kind: 'chat.updated', chat_id: '1' });
  act(() => void window.dispatchEvent(new Event('focus')));
  await waitFor(() => expect(log).toHaveTextContent(/^Ирина Лугова: ответ не требуется$/));
});

it('says who closed the chat and when, with a way back', async () => {
  const closed = { by: 'Ирина Лугова', at: new Date().toISOString() };

  await open({
    status: 'closed',
    closed,
    clock: noClock,
    last_author: 'seller',
    last_author_name: closed.by,
  });

  expect(await screen.findByText(/^Чат закрыт: Ирина Лугова, \d\d:\d\d/)).toBeVisible();
  expect(screen.getAllByRole('button', { name: 'Открыть снова' })[0]).toBeVisible();
  const row = await within(await screen.findByRole('listbox', { name: 'Чаты' })).findByRole('option');
  expect(row).toHaveTextContent('Ирина: Здравствуйте');
});

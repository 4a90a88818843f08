import { act, renderHook } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { holdBack, serve, server } from '@/testing/server';
import { addToDraft } from './draft-returns';
import { hasUnsavedDrafts, readDraft } from './drafts';
import { useDraft } from './use-draft';

const KEY = 'aiq:u1:dom';

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => vi.useRealTimers());

const later = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

it('keeps what is typed on the device within 300 ms and at the server 2 s later', async () => {
  const world = serve();
  const { result } = renderHook(() => useDraft(KEY, '1'));
  await later(10);

  act(() => result.current.setText('Добрый'));
  await later(300);
  expect(readDraft(KEY, '1')).toMatchObject({ text: 'Добрый', unsaved: true });
  await later(2_000);

  await vi.waitFor(() => expect(world.drafts.get('1')).toMatchObject({ text: 'Добрый', version: 1 }));
  await vi.waitFor(() => expect(readDraft(KEY, '1')).toMatchObject({ version: 1, unsaved: false }));
});

it('keeps it at once when the page goes away or another chat is opened', async () => {
  const world = serve();
  const { result, unmount } = renderHook(() => useDraft(KEY, '1'));
  await later(10);

  act(() => result.current.setText('Добрый'));
  window.dispatchEvent(new Event('pagehide'));
  await vi.waitFor(() => expect(world.drafts.get('1')?.text).toBe('Добрый'));
  act(() => result.current.setText('Добрый день'));
  unmount();

  const other = renderHook(() => useDraft(KEY, '2'));
  expect(other.result.current.text).toBe('');
  expect(readDraft(KEY, '1')?.text).toBe('Добрый день');
});

it('does not bring back what signing out has wiped', async () => {
  serve();
  const { result } = renderHook(() => useDraft(KEY, '1'));
  await later(10);
  act(() => result.current.setText('Добрый'));
  await later(300);

  localStorage.clear();
  window.dispatchEvent(new Event('pagehide'));

  expect(readDraft(KEY, '1')).toBeNull();
});

it('brings what another device wrote', async () => {
  const world = serve();
  world.drafts.set('1', { text: 'С телефона', version: 4, updated_at: null });

  const { result } = renderHook(() => useDraft(KEY, '1'));

  await vi.waitFor(() => expect(result.current.text).toBe('С телефона'));
});

it('loses neither of two texts, and writes over the other only when told to', async () => {
  const world = serve();
  const { result } = renderHook(() => useDraft(KEY, '1'));
  await later(10);
  world.drafts.set('1', { text: 'С телефона', version: 4, updated_at: null });

  act(() => result.current.setText('С компьютера'));
  await later(2_500);
  await vi.waitFor(() => expect(result.current.conflict?.text).toBe('С телефона'));
  expect(result.current.text).toBe('С компьютера');
  expect(world.drafts.get('1')?.text).toBe('С телефона');
  act(() => void result.current.resolve('mine'));

  await vi.waitFor(() => expect(world.drafts.get('1')).toMatchObject({ text: 'С компьютера', version: 5 }));
});

it('says which version went out as a reply, and leaves nothing behind', async () => {
  const world = serve();
  world.drafts.set('1', { text: 'Отправим завтра', version: 4, updated_at: null });
  const { result } = renderHook(() => useDraft(KEY, '1'));
  await vi.waitFor(() => expect(result.current.text).toBe('Отправим завтра'));

  let version: number | null = null;
  act(() => {
    version = result.current.takeAway();
  });

  expect(version).toBe(4);
  await vi.waitFor(() => expect(world.drafts.get('1')?.text).toBe(''));
  expect(readDraft(KEY, '1')).toBeNull();
});

it('keeps the words on the device while the server does not answer', async () => {
  serve();
  server.use(http.put('*/api/v1/chats/:id/draft', () => HttpResponse.error()));
  const { result } = renderHook(() => useDraft(KEY, '1'));
  await later(10);

  act(() => result.current.setText('Не пропадёт'));
  await later(3_000);

  expect(readDraft(KEY, '1')).toMatchObject({ text: 'Не пропадёт', unsaved: true });
});

const DRAFT = '*/api/v1/chats/:id/draft';

it('takes nothing from an answer that newer words have overtaken', async () => {
  const world = serve();
  world.drafts.set('1', { text: 'Да', version: 4, updated_at: null });
  const { result } = renderHook(() => useDraft(KEY, '1'));
  await vi.waitFor(() => expect(result.current.text).toBe('Да'));
  const answered = vi.fn();
  const release = holdBack('get', DRAFT, () =>
    HttpResponse.json({ text: 'Да', version: 4, updated_at: null }),
  );
  server.events.on('response:mocked', ({ request }) => request.method === 'GET' && answered());
  act(() => void window.dispatchEvent(new Event('focus')));

  act(() => result.current.setText('Да, завтра'));
  await later(2_000);
  await vi.waitFor(() => expect(readDraft(KEY, '1')).toMatchObject({ version: 5, unsaved: false }));
  release();
  await vi.waitFor(() => expect(answered).toHaveBeenCalled());
  await later(50);

  expect(result.current.text).toBe('Да, завтра');
});

it('keeps a text that came back while the last words were on their way', async () => {
  serve();
  const { result, unmount } = renderHook(() => useDraft(KEY, '1'));
  await later(10);
  const release = holdBack('put', DRAFT);
  act(() => result.current.setText('И ещё'));
  unmount();

  addToDraft(KEY, '1', 'Рано');
  release();

  await vi.waitFor(() => expect(readDraft(KEY, '1')?.version).toBe(1));
  expect(readDraft(KEY, '1')).toMatchObject({ text: 'Рано\n\nИ ещё', unsaved: true });
});

it('knows what signing out would lose, a note that is being changed among it', () => {
  expect(hasUnsavedDrafts('aiq:u1:')).toBe(false);

  localStorage.setItem(`${KEY}:note-edit:7`, 'Моя правка');

  expect(hasUnsavedDrafts('aiq:u1:')).toBe(true);
});

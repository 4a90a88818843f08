import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listDrafts, readDraft } from './drafts';
import { useDraft } from './use-draft';

const KEY = 'aiq:u1:dom';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('saves what is typed within 300 ms', () => {
  const { result } = renderHook(() => useDraft(KEY, 'c1'));

  act(() => result.current.setText('Добрый'));
  act(() => vi.advanceTimersByTime(300));

  expect(readDraft(KEY, 'c1')).toBe('Добрый');
});

it('saves at once when the page goes away', () => {
  const { result } = renderHook(() => useDraft(KEY, 'c1'));

  act(() => result.current.setText('Добрый'));
  window.dispatchEvent(new Event('pagehide'));

  expect(readDraft(KEY, 'c1')).toBe('Добрый');
});

it('leaves the text with its chat when another one is opened', () => {
  const { result, unmount } = renderHook(() => useDraft(KEY, 'c1'));

  act(() => result.current.setText('Для первого'));
  unmount();
  const other = renderHook(() => useDraft(KEY, 'c2'));

  expect(other.result.current.text).toBe('');
  expect(listDrafts(KEY)).toEqual([{ chatId: 'c1', text: 'Для первого' }]);
});

it('forgets a text that was sent', () => {
  const { result } = renderHook(() => useDraft(KEY, 'c1'));

  act(() => result.current.setText('Добрый'));
  act(() => result.current.clear());
  act(() => vi.advanceTimersByTime(1000));

  expect(readDraft(KEY, 'c1')).toBe('');
});

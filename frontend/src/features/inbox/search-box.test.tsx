import { act, fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { command } from '@/lib/commands';
import { Wrapper } from '@/testing/render';
import { SearchBox } from './search-box';

function open(value: string) {
  const onChange = vi.fn();
  render(<SearchBox value={value} onChange={onChange} onPaste={() => undefined} />, { wrapper: Wrapper });
  return { onChange, box: screen.getByRole('searchbox') };
}

it('searches for nothing at once when Esc clears it, so that the next key finds the list settled', () => {
  const { onChange, box } = open('размер L');
  box.focus();

  act(() => void command('back'));

  expect(onChange.mock.calls).toEqual([['']]);
});

it('searches for what stands in it as soon as it is left, and only once', async () => {
  vi.useFakeTimers();
  const { onChange, box } = open('');
  fireEvent.change(box, { target: { value: 'размер L' } });
  const typing = onChange.mock.calls.length;

  fireEvent.blur(box);
  const leaving = onChange.mock.calls.length;
  await vi.advanceTimersByTimeAsync(1000);

  expect([typing, leaving]).toEqual([0, 1]);
  expect(onChange.mock.calls).toEqual([['размер L']]);
  vi.useRealTimers();
});

import type { VirtualItem } from '@tanstack/react-virtual';
import { renderHook, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { useSpread } from './use-spread';

const HEIGHT = 76;
const SCREEN = 14;

const rowAt = (index: number): VirtualItem => ({
  key: `c${index}`,
  index,
  start: index * HEIGHT,
  end: (index + 1) * HEIGHT,
  size: HEIGHT,
  lane: 0,
});
const screenFrom = (first: number): VirtualItem[] =>
  Array.from({ length: SCREEN }, (_, place) => rowAt(first + place));

/** The list at its top, all rows drawn, and what stood in each frame since. */
async function list(active = -1) {
  const frames: { key: number; index: number }[][] = [];
  const hook = renderHook(
    ({ wanted }) => {
      const rows = useSpread(wanted, active);
      frames.push(rows.map(({ key, item }) => ({ key, index: item.index })));
      return rows;
    },
    { initialProps: { wanted: screenFrom(0) } },
  );
  const all = () => waitFor(() => expect(frames.at(-1)).toHaveLength(SCREEN));
  return { frames, all, show: (first: number) => hook.rerender({ wanted: screenFrom(first) }) };
}

const places = (frame: { index: number }[] | undefined) => frame?.map(({ index }) => index);
const keys = (frame: { key: number }[] | undefined) => frame?.map(({ key }) => key);

it('draws the first rows in the first frame and the others in the next', async () => {
  const { frames, all } = await list();

  expect(places(frames[0])).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  await all();
  expect(places(frames.at(-1))).toEqual(screenFrom(0).map(({ index }) => index));
});

it('fills the elements of a screen that is replaced anew, and never more than eight in a frame', async () => {
  const { frames, all, show } = await list();
  await all();
  const before = frames.at(-1);

  show(500);

  const first = frames.at(-1);
  expect(keys(first)).toEqual(keys(before));
  expect(places(first)?.filter((index) => index >= 500)).toHaveLength(8);
  await vi.waitFor(() => expect(places(frames.at(-1))).toEqual(screenFrom(500).map(({ index }) => index)));
  expect(keys(frames.at(-1))).toEqual(keys(before));
});

it('shows no row twice while a screen is replaced by one that overlaps it', async () => {
  const { frames, all, show } = await list();
  await all();

  show(SCREEN - 2);
  await vi.waitFor(() => expect(places(frames.at(-1))).toEqual(screenFrom(12).map(({ index }) => index)));

  for (const frame of frames) expect(new Set(places(frame)).size).toBe(frame.length);
});

it('draws the rows that come into sight at a small step at once and leaves the others alone', async () => {
  const { frames, all, show } = await list();
  await all();
  const before = new Map(frames.at(-1)?.map(({ key, index }) => [index, key]));

  show(3);

  const after = frames.at(-1);
  expect(places(after)).toEqual(screenFrom(3).map(({ index }) => index));
  for (const { key, index } of after ?? []) if (before.has(index)) expect(key).toBe(before.get(index));
  expect(new Set(keys(after)).size).toBe(SCREEN);
});

it('keeps what it has drawn while the list is scrolled on before the screen is full', async () => {
  const { frames, all, show } = await list();
  await all();
  show(500);
  const drawn = frames.at(-1)?.filter(({ index }) => index >= 501);

  show(501);

  expect(frames.at(-1)).toEqual(expect.arrayContaining(drawn ?? []));
  expect(places(frames.at(-1))).toEqual(screenFrom(501).map(({ index }) => index));
});

it('draws the active row in the first frame, wherever it stands', async () => {
  const { frames, all, show } = await list(510);
  await all();

  show(500);

  expect(places(frames.at(-1))).toContain(510);
});

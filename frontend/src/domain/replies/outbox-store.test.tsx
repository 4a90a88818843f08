import { expect, it, vi } from 'vitest';
import { NOW } from '@/testing/factories';
import { newEntry } from './outbox';
import { OutboxStore } from './outbox-store';

const entry = (key: string) =>
  newEntry({ text: 'Да' }, { key, chatId: 'c1', expectedLastMessageId: null, createdAt: NOW });

it('gives everything back after a reload', () => {
  new OutboxStore('aiq:u1:dom').put(entry('k1'));

  expect(new OutboxStore('aiq:u1:dom').all()).toEqual([entry('k1')]);
});

it('keeps persons and workspaces apart', () => {
  new OutboxStore('aiq:u1:dom').put(entry('k1'));

  expect(new OutboxStore('aiq:u2:dom').all()).toEqual([]);
  expect(new OutboxStore('aiq:u1:other').all()).toEqual([]);
});

it('does not overwrite what another tab added', () => {
  const here = new OutboxStore('aiq:u1:dom');
  const there = new OutboxStore('aiq:u1:dom');

  here.put(entry('k1'));
  there.put(entry('k2'));
  here.reload();

  expect(here.all().map((one) => one.key)).toEqual(['k1', 'k2']);
});

it('tells once what another tab added, however many listen', () => {
  const here = new OutboxStore('aiq:u1:dom');
  const [bubble, banner] = [vi.fn(), vi.fn()];
  const stops = [bubble, banner].map((listener) => here.subscribe(listener));

  new OutboxStore('aiq:u1:dom').put(entry('k2'));
  window.dispatchEvent(new StorageEvent('storage', { key: 'aiq:u1:dom:outbox:k2' }));

  expect(here.all().map((one) => one.key)).toEqual(['k2']);
  expect(bubble).toHaveBeenCalledOnce();
  expect(banner).toHaveBeenCalledOnce();
  for (const stop of stops) stop();
});

it('keeps a message in memory when the storage is full', () => {
  const store = new OutboxStore('aiq:u1:dom');
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });

  store.put(entry('k1'));

  expect(store.all()).toHaveLength(1);
});

import { describe, expect, it } from 'vitest';
import { makeMessage, NOW } from '@/testing/factories';
import {
  afterProblem,
  MAX_ATTEMPTS,
  newEntry,
  nextWake,
  type OutboxEntry,
  type SendProblem,
  sendable,
} from './outbox';

const entry = (key: string, part: Partial<OutboxEntry> = {}): OutboxEntry => ({
  ...newEntry({ text: 'Да' }, { key, chatId: 'c1', expectedLastMessageId: 'm1', createdAt: NOW }),
  ...part,
});

const problem = (status: number, code = 'x', part: Partial<SendProblem> = {}): SendProblem => ({
  status,
  failure: { code, text: 'Причина', remedy: null, requestId: null },
  retryAfter: null,
  newer: [],
  findings: [],
  ...part,
});

describe('afterProblem', () => {
  it.each([0, 429, 500, 503])('repeats after status %i with the same key', (status) => {
    const next = afterProblem(entry('k1'), problem(status), NOW);

    expect(next).toMatchObject({ key: 'k1', state: 'waiting', attempts: 1 });
    expect(next.nextTryAt).toBeGreaterThan(NOW);
  });

  it.each([400, 403, 404, 409, 422])('never repeats after status %i', (status) => {
    expect(afterProblem(entry('k1'), problem(status), NOW).state).toBe('failed');
  });

  it('waits as long as the server asks', () => {
    expect(afterProblem(entry('k1'), problem(429, 'throttled', { retryAfter: 40 }), NOW).nextTryAt).toBe(
      NOW + 40_000,
    );
  });

  it('gives up after five answers of a broken server, never because of a lost connection', () => {
    const tried = entry('k1', { attempts: MAX_ATTEMPTS - 1 });

    expect(afterProblem(tried, problem(503), NOW).state).toBe('failed');
    expect(afterProblem(tried, problem(0), NOW).state).toBe('waiting');
  });

  it('pauses longer each time', () => {
    const pauses = [0, 1, 2, 3].map(
      (attempts) => afterProblem(entry('k1', { attempts }), problem(0), NOW).nextTryAt - NOW,
    );

    expect(pauses).toEqual([2000, 4000, 8000, 16000]);
  });

  it.each([
    [409, 'text_warned'],
    [400, 'text_refused'],
  ])('asks the person about what was found in the text (%i %s)', (status, code) => {
    const next = afterProblem(entry('k1'), problem(status, code), NOW);

    expect(next).toMatchObject({ state: 'warned', failure: { code } });
    expect(sendable([next], NOW)).toEqual([]);
  });

  it('asks the person when the buyer wrote meanwhile', () => {
    const newer = [makeMessage({ id: 'm2' })];

    const next = afterProblem(entry('k1'), problem(409, 'chat_changed', { newer }), NOW);

    expect(next).toMatchObject({ state: 'conflict', newer });
  });

  it('goes on alone when only our own answer came meanwhile', () => {
    const newer = [makeMessage({ id: 'm2', author: 'seller', reply_id: 'r1' })];

    const next = afterProblem(entry('k1'), problem(409, 'chat_changed', { newer }), NOW);

    expect(next).toMatchObject({ state: 'waiting', expectedLastMessageId: 'm2', nextTryAt: 0 });
  });
});

describe('sendable', () => {
  it('sends one at a time and in order within a chat', () => {
    const first = entry('k1');
    const second = entry('k2', { createdAt: NOW + 1 });
    const elsewhere = entry('k3', { chatId: 'c2', createdAt: NOW + 2 });

    expect(sendable([second, elsewhere, first], NOW).map((one) => one.key)).toEqual(['k1', 'k3']);
  });

  it('lets nothing pass a message that needs a person', () => {
    const failed = entry('k1', { state: 'failed' });

    expect(sendable([failed, entry('k2', { createdAt: NOW + 1 })], NOW)).toEqual([]);
  });

  it('waits until the pause is over', () => {
    const paused = entry('k1', { nextTryAt: NOW + 2000 });

    expect(sendable([paused], NOW)).toEqual([]);
    expect(nextWake([paused], NOW)).toBe(NOW + 2000);
    expect(sendable([paused], NOW + 2000)).toEqual([paused]);
  });
});

import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import { renewAll } from './renew-queries';

/** A reader of something that changes, whose answers come when they are let go. */
function reader() {
  const client = new QueryClient();
  const waiting: (() => void)[] = [];
  const state = { stored: 'old' };
  const observer = new QueryObserver(client, {
    queryKey: ['list', 1],
    queryFn: () => {
      const read = state.stored;
      return new Promise<string>((answer) => waiting.push(() => answer(read)));
    },
  });
  return {
    client,
    state,
    waiting,
    shown: () => observer.getCurrentResult().data,
    leave: observer.subscribe(() => undefined),
  };
}

it('reads once more what was being read for the first time when it changed', async () => {
  const { client, state, waiting, shown, leave } = reader();
  state.stored = 'new';

  void renewAll(client, ['list']);
  waiting[0]?.();
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  waiting[1]?.();

  await vi.waitFor(() => expect(shown()).toBe('new'));
  leave();
});

it('reads anew what is here', async () => {
  const { client, state, waiting, shown, leave } = reader();
  waiting[0]?.();
  await vi.waitFor(() => expect(shown()).toBe('old'));
  state.stored = 'new';

  void renewAll(client);
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  waiting[1]?.();

  await vi.waitFor(() => expect(shown()).toBe('new'));
  leave();
});

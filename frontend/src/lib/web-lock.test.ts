import { expect, it, vi } from 'vitest';
import { whileLeader } from './web-lock';

/** One holder of a name at a time, as all tabs of a browser share it. */
function sharedLocks(): Pick<LockManager, 'request'> {
  let last: Promise<unknown> = Promise.resolve();
  const request = (_name: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) => {
    const mine = last.then(() => (signal.aborted ? undefined : work()));
    last = mine;
    return mine;
  };
  return { request } as unknown as Pick<LockManager, 'request'>;
}

it('lets one of two tabs work, and the other one when the first is closed', async () => {
  vi.stubGlobal('navigator', { locks: sharedLocks() });
  const works = [vi.fn(), vi.fn()];
  const [close] = works.map((work) => whileLeader('outbox', work));
  await vi.waitFor(() => expect(works[0]).toHaveBeenCalledOnce());
  const before = works[1]?.mock.calls.length;

  close?.();

  await vi.waitFor(() => expect(works[1]).toHaveBeenCalledOnce());
  expect(before).toBe(0);
  expect(works[0]).toHaveBeenCalledOnce();
});

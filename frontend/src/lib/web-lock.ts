/**
 * Runs `work` in one tab only, for as long as the tab lives or until stopped. Where the browser has no locks
 * (plain http on a network address) every tab works: polling and idempotent sending both bear that.
 */
export function whileLeader(name: string, work: (signal: AbortSignal) => void): () => void {
  const ending = new AbortController();
  if (!navigator.locks) {
    work(ending.signal);
    return () => ending.abort();
  }
  const held = new Promise<void>((resolve) => ending.signal.addEventListener('abort', () => resolve()));
  navigator.locks
    .request(name, { signal: ending.signal }, () => {
      work(ending.signal);
      return held;
    })
    .catch((error: unknown) => {
      if (!ending.signal.aborted) throw error;
    });
  return () => ending.abort();
}

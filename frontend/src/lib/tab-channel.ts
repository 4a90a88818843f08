export type TabChannel<T> = { post: (message: T) => void; close: () => void };

/** Speaks to the other tabs of this browser; where it has no such channel, to nobody. */
export function openChannel<T>(name: string, onMessage: (message: T) => void): TabChannel<T> {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  if (channel) channel.onmessage = (event: MessageEvent<T>) => onMessage(event.data);
  return { post: (message) => channel?.postMessage(message), close: () => channel?.close() };
}

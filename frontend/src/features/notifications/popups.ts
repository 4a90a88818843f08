import type { Notification } from '@/api/types';

export type Popup =
  | { kind: 'one'; tag: string; notification: Notification }
  | { kind: 'several'; tag: 'several'; count: number };

const MOST_APART = 3;

/** One pop-up per chat, the newest; more than three at once become a single one. Quiet hours stay quiet. */
export function popupsFor(fresh: Notification[]): Popup[] {
  const byChat = new Map<string, Notification>();
  for (const notification of fresh) {
    if (notification.is_quiet) continue;
    const tag = notification.chat === null ? notification.id : `chat-${notification.chat.id}`;
    const known = byChat.get(tag);
    if (!known || known.created_at < notification.created_at) byChat.set(tag, notification);
  }
  if (byChat.size > MOST_APART) return [{ kind: 'several', tag: 'several', count: byChat.size }];
  return [...byChat].map(([tag, notification]) => ({ kind: 'one', tag, notification }));
}

import { describe, expect, it } from 'vitest';
import { at } from '@/testing/factories';
import { makeNotification } from '@/testing/notification-handlers';
import { popupsFor } from './popups';

const about = (chat: string, part = {}) =>
  makeNotification({ id: `n-${chat}`, chat: { id: chat, title: chat }, ...part });

describe('popupsFor', () => {
  it('shows one pop-up per chat, the newest', () => {
    const older = about('1', { id: 'old', created_at: at(0) });
    const newer = about('1', { id: 'new', created_at: at(1), kind: 'obligation.breached' });

    expect(popupsFor([newer, older, about('2')])).toMatchObject([
      { tag: 'chat-1', notification: { id: 'new' } },
      { tag: 'chat-2' },
    ]);
  });

  it('groups more than three', () => {
    expect(popupsFor(['1', '2', '3'].map((chat) => about(chat)))).toHaveLength(3);
    expect(popupsFor(['1', '2', '3', '4'].map((chat) => about(chat)))).toEqual([
      { kind: 'several', tag: 'several', count: 4 },
    ]);
  });

  it('keeps quiet in quiet hours', () => {
    expect(popupsFor([about('1', { is_quiet: true })])).toEqual([]);
  });
});

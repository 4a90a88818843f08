import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Draft } from '@/api/types';
import { DraftKeeper } from './draft-keeper';

/**
 * The text of the composer of one chat, kept on this device and at the server. The chat is part of the keeper, so a
 * text can never land in another one. Mount it anew (`key={chatId}`) for another chat.
 */
export function useDraft(storageKey: string, chatId: string, onKept?: (draft: Draft) => void) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the listener is the same for as long as the chat is
  const keeper = useMemo(() => new DraftKeeper(storageKey, chatId, onKept), [storageKey, chatId]);
  const { text, conflict } = useSyncExternalStore(keeper.state.subscribe, keeper.state.get);

  useEffect(() => {
    const look = () => void keeper.refresh();
    const leave = () => keeper.flush({ leaving: true });
    const turn = () => (document.visibilityState === 'hidden' ? leave() : look());
    look();
    window.addEventListener('pagehide', leave);
    window.addEventListener('focus', look);
    window.addEventListener('online', look);
    document.addEventListener('visibilitychange', turn);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('focus', look);
      window.removeEventListener('online', look);
      document.removeEventListener('visibilitychange', turn);
      keeper.flush();
    };
  }, [keeper]);

  return { text, setText: keeper.write, takeAway: keeper.takeAway, conflict, resolve: keeper.resolve };
}

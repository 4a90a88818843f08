import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { inboxPath, readFilters, type View } from '@/domain/chats/filters';
import { usePreferences } from '@/domain/preferences/preferences';
import { useWorkspace } from '@/domain/session/workspace';
import { type Command, command } from '@/lib/commands';
import { type KeyAction, keyAction, placeOf } from '@/lib/hotkeys';

const AFTER_G_MS = 1_500;

const VIEW_OF: Partial<Record<KeyAction, View>> = {
  'go-waiting': 'waiting',
  'go-urgent': 'urgent',
  'go-unread': 'unread',
  'go-failed': 'failed',
};

/** Hears the keyboard for the whole workspace and hands each wish to whoever fulfils it. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  const { slug } = useWorkspace();
  const { singleKeys } = usePreferences();
  const prefixAt = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    const perform = (action: KeyAction): boolean => {
      const view = VIEW_OF[action];
      if (view) {
        navigate(inboxPath(slug, { view }));
        return true;
      }
      switch (action) {
        case 'go-mine':
          navigate(inboxPath(slug, { assignee: 'me' }));
          return true;
        case 'go-nobody':
          navigate(inboxPath(slug, { assignee: 'none' }));
          return true;
        case 'go-settings':
          navigate(`/w/${slug}/settings/accounts`);
          return true;
        case 'go-reports':
          navigate(`/w/${slug}/reports`);
          return true;
        case 'go-health':
          navigate(`/w/${slug}/health`);
          return true;
        case 'back':
          return command('back') || closeChat();
        default:
          return command(action as Command);
      }
    };
    const closeChat = (): boolean => {
      const filters = readFilters(new URLSearchParams(window.location.search));
      if (filters.chat === null || !window.location.pathname.endsWith('/inbox')) return false;
      navigate(inboxPath(slug, { ...filters, chat: null }), { replace: true });
      document.getElementById('chat-list')?.focus();
      return true;
    };
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const afterG = event.timeStamp - prefixAt.current < AFTER_G_MS;
      const action = keyAction(event, { ...placeOf(event.target), singleKeys, afterG });
      prefixAt.current = action === 'prefix' ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (action !== null && action !== 'prefix' && perform(action)) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [navigate, slug, singleKeys]);
}

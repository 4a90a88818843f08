import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { serverNow } from '@/api/server-time';
import { inboxPath } from '@/domain/chats/filters';
import { countsQuery } from '@/domain/chats/queries';
import { notificationNews } from '@/domain/notifications/news';
import { alertSettingsQuery } from '@/domain/notifications/settings';
import { useDateStyle, useWorkspace } from '@/domain/session/workspace';
import { whileLeader } from '@/lib/web-lock';
import { toast } from '@/ui/toasts';
import { chime } from './chime';
import { type Popup, popupsFor } from './popups';
import { latestUnread } from './queries';
import { notificationText } from './words';

/** Sounds and shows pop-ups for what has just come, in one tab only and as far as the person turned them on. */
export default function Alerts() {
  const { t, i18n } = useLingui();
  const { slug, storageKey } = useWorkspace();
  const style = useDateStyle();
  const navigate = useNavigate();
  const settings = useQuery(alertSettingsQuery()).data;
  const tell = useRef<(ids: string[]) => Promise<void>>(async () => undefined);

  const show = (popup: Popup) => {
    const chat = popup.kind === 'one' ? popup.notification.chat : null;
    const title =
      popup.kind === 'one'
        ? notificationText(i18n, popup.notification, serverNow(), style)
        : t`${plural(popup.count, { one: '# чат', few: '# чата', many: '# чатов', other: '# чата' })}: ответы ждут`;
    const shown = new Notification(title, { body: chat?.title, tag: popup.tag, icon: '/favicon.svg' });
    shown.onclick = () => {
      window.focus();
      navigate(chat ? inboxPath(slug, { view: 'all', chat: chat.id }) : inboxPath(slug, { view: 'urgent' }));
      shown.close();
    };
  };
  useEffect(() => {
    tell.current = async (ids) => {
      if (!settings || (!settings.sound && !settings.browser)) return;
      const fresh = (await latestUnread()).filter((one) => ids.includes(one.id));
      const popups = popupsFor(fresh);
      if (popups.length === 0) return;
      if (settings.sound) await chime().catch(() => undefined);
      const allowed = typeof Notification !== 'undefined' && Notification.permission === 'granted';
      if (settings.browser && allowed) popups.forEach(show);
    };
  });
  useEffect(
    () =>
      whileLeader(`${storageKey}:alerts`, (signal) => {
        const stop = notificationNews.subscribe(() => {
          void tell.current(notificationNews.get()).catch(() => undefined);
        });
        signal.addEventListener('abort', stop);
      }),
    [storageKey],
  );
  useStoppedReplies();
  return null;
}

/** A reply that stops on its way is said aloud, in whatever chat it is and whoever wrote it. */
function useStoppedReplies(): void {
  const { t } = useLingui();
  const stopped = useQuery(countsQuery({})).data?.queues.failed;
  const before = useRef(stopped);
  useEffect(() => {
    const more = stopped !== undefined && before.current !== undefined && stopped > before.current;
    before.current = stopped;
    if (more && document.visibilityState === 'visible') {
      toast(t`Новое в «Не отправлено»: ответ не ушёл или проверяется.`, { urgent: true });
    }
  }, [stopped, t]);
}

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { countsQuery } from '@/domain/chats/queries';

/** «(7) Chat Center» and a dot on the icon: how many chats have unread messages. */
export function TabTitle() {
  const counts = useQuery(countsQuery({}));
  const unread = counts.data?.queues.unread ?? 0;
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
    if (icon) icon.href = unread > 0 ? '/favicon-dot.svg' : '/favicon.svg';
    document.title = unread > 0 ? `(${unread > 999 ? '999+' : unread}) Chat Center` : 'Chat Center';
  }, [unread]);
  return null;
}

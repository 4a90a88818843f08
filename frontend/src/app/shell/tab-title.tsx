import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { countsQuery } from '@/domain/chats/queries';

/** «(7) Chat Center»: how many chats have unread messages. */
export function TabTitle() {
  const counts = useQuery(countsQuery({}));
  const unread = counts.data?.queues.unread ?? 0;
  useEffect(() => {
    document.title = unread > 0 ? `(${unread > 999 ? '999+' : unread}) Chat Center` : 'Chat Center';
  }, [unread]);
  return null;
}

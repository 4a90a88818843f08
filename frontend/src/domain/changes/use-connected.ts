import { useSyncExternalStore } from 'react';
import { useOnline } from '@/lib/use-online';
import { connection } from './connection';

/** Whether what is shown can be as fresh as it says: the browser is online, and the feed answers. */
export function useConnected(): boolean {
  const answered = useSyncExternalStore(connection.subscribe, connection.get);
  return useOnline() && answered;
}

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { applyChanges } from '@/domain/changes/apply-changes';
import { connection } from '@/domain/changes/connection';
import { type FeedNews, followChanges } from '@/domain/changes/poller';
import { chatKeys } from '@/domain/chats/keys';
import { useWorkspace } from '@/domain/session/workspace';
import { whileLeader } from '@/lib/web-lock';

type Broadcast = { news: FeedNews } | { works: boolean };

/** One tab asks the server what changed and tells the others; every tab renews what it shows. */
export function ChangeFeed() {
  const client = useQueryClient();
  const { storageKey } = useWorkspace();
  useEffect(() => {
    const channel =
      typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`${storageKey}:changes`);
    const take = (message: Broadcast) => {
      if ('news' in message) void renew(client, message.news);
      else {
        connection.set(message.works);
        if (message.works) void client.invalidateQueries({ queryKey: chatKeys.companies });
      }
    };
    if (channel) channel.onmessage = (event: MessageEvent<Broadcast>) => take(event.data);
    const share = (message: Broadcast) => {
      take(message);
      channel?.postMessage(message);
    };
    const stop = whileLeader(`${storageKey}:changes`, (signal) =>
      followChanges({ signal, onNews: (news) => share({ news }), onConnection: (works) => share({ works }) }),
    );
    return () => {
      stop();
      channel?.close();
    };
  }, [client, storageKey]);
  return null;
}

async function renew(client: QueryClient, news: FeedNews): Promise<void> {
  if (news.kind === 'reset') await client.invalidateQueries();
  else await applyChanges(client, news.changes);
}

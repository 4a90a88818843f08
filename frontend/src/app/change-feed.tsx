import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { applyChanges } from '@/domain/changes/apply-changes';
import { connection } from '@/domain/changes/connection';
import { type FeedNews, followChanges, type Look, VISIBLE_MS } from '@/domain/changes/poller';
import { chatKeys } from '@/domain/chats/keys';
import { useWorkspace } from '@/domain/session/workspace';
import { openChannel } from '@/lib/tab-channel';
import { whileLeader } from '@/lib/web-lock';

type Broadcast = { news: FeedNews } | { works: boolean } | { look: Look };

/**
 * One tab asks the server what changed and tells the others; every tab renews what it shows. The tab that is looked
 * at says so, because the one that asks may be out of sight.
 */
export function ChangeFeed() {
  const client = useQueryClient();
  const { storageKey } = useWorkspace();
  useEffect(() => {
    let onLook: (look: Look) => void = () => undefined;
    const take = (message: Broadcast) => {
      if ('news' in message) void renew(client, message.news);
      else if ('look' in message) onLook(message.look);
      else {
        connection.set(message.works);
        if (message.works) void client.invalidateQueries({ queryKey: chatKeys.companies });
      }
    };
    const channel = openChannel<Broadcast>(`${storageKey}:changes`, take);
    const share = (message: Broadcast) => {
      take(message);
      channel.post(message);
    };
    const look = (look: Look) => {
      if (document.visibilityState === 'visible') channel.post({ look });
    };
    const begin = () => look('begins');
    const beat = setInterval(() => look('lasts'), VISIBLE_MS);
    window.addEventListener('focus', begin);
    document.addEventListener('visibilitychange', begin);
    const stop = whileLeader(`${storageKey}:changes`, (signal) => {
      onLook = followChanges({
        signal,
        onNews: (news) => share({ news }),
        onConnection: (works) => share({ works }),
      });
    });
    return () => {
      stop();
      clearInterval(beat);
      window.removeEventListener('focus', begin);
      document.removeEventListener('visibilitychange', begin);
      channel.close();
    };
  }, [client, storageKey]);
  return null;
}

async function renew(client: QueryClient, news: FeedNews): Promise<void> {
  if (news.kind === 'reset') await client.invalidateQueries();
  else await applyChanges(client, news.changes);
}

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { applyChanges } from '@/domain/changes/apply-changes';
import { connection } from '@/domain/changes/connection';
import { type FeedNews, followChanges, type Look, readOn, VISIBLE_MS } from '@/domain/changes/poller';
import { chatKeys } from '@/domain/chats/keys';
import { useWorkspace } from '@/domain/session/workspace';
import { renewAll } from '@/lib/renew-queries';
import { openChannel } from '@/lib/tab-channel';
import { whileLeader } from '@/lib/web-lock';
import type { Place } from './ahead';

type Broadcast = { news: FeedNews } | { works: boolean } | { look: Look };

/** A place in the feed that is older than this is worth less than reading anew. */
const FRESH_MS = 10_000;
/** Who is to lead knows it by then. */
const LEADER_MS = 500;

/**
 * One tab asks the server what changed and tells the others; every tab renews what it shows. The tab that is looked
 * at says so, because the one that asks may be out of sight. `place`: where the feed stood before this tab read.
 */
export function ChangeFeed({ place }: { place: Place | null }) {
  const client = useQueryClient();
  const { storageKey } = useWorkspace();
  useEffect(() => {
    let onLook: (look: Look) => void = () => undefined;
    let leads = false;
    const ending = new AbortController();
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
      leads = true;
      onLook = followChanges({
        signal,
        from: freshOf(place),
        onNews: (news) => share({ news }),
        onConnection: (works) => share({ works }),
      });
    });
    // What another tab told before this one listened.
    const late = setTimeout(() => {
      if (!leads) void catchUp(client, freshOf(place), ending.signal);
    }, LEADER_MS);
    return () => {
      stop();
      ending.abort();
      clearTimeout(late);
      clearInterval(beat);
      window.removeEventListener('focus', begin);
      document.removeEventListener('visibilitychange', begin);
      channel.close();
    };
  }, [client, storageKey, place]);
  return null;
}

const freshOf = (place: Place | null): string | null =>
  place !== null && performance.now() - place.at < FRESH_MS ? place.after : null;

async function catchUp(client: QueryClient, from: string | null, signal: AbortSignal): Promise<void> {
  try {
    if (from === null) await renew(client, { kind: 'reset' });
    else await readOn(from, { signal, onNews: (news) => void renew(client, news) });
  } catch {
    if (!signal.aborted) await renew(client, { kind: 'reset' });
  }
}

async function renew(client: QueryClient, news: FeedNews): Promise<void> {
  if (news.kind === 'reset') await renewAll(client);
  else await applyChanges(client, news.changes);
}

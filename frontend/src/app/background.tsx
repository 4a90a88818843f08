import type { Place } from './ahead';
import { ChangeFeed } from './change-feed';
import { OutboxSender } from './outbox-sender';

/**
 * What goes on behind every screen of a workspace; comes when the first one is drawn. `place`: where the change feed
 * stood before anything was read, where that is known.
 */
export default function Background({ place }: { place: Place | null }) {
  return (
    <>
      <ChangeFeed place={place} />
      <OutboxSender />
    </>
  );
}

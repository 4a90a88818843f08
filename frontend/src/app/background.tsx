import { ChangeFeed } from './change-feed';
import { OutboxSender } from './outbox-sender';

/** What goes on behind every screen of a workspace; comes when the first one is drawn. */
export default function Background() {
  return (
    <>
      <ChangeFeed />
      <OutboxSender />
    </>
  );
}

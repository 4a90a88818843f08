import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Link } from 'react-router';
import { inboxPath } from '@/domain/chats/filters';
import type { OutboxEntry } from '@/domain/replies/outbox';
import { useWorkspace } from '@/domain/session/workspace';
import { BANNER_WAY, Banner } from './banner';

/** Says for as long as it is so that something written here has not gone, and leads to the oldest of it. */
export default function UnsentBanner({ entries }: { entries: OutboxEntry[] }) {
  const { t } = useLingui();
  const { slug } = useWorkspace();
  return (
    <Banner
      kind={entries.map(({ key }) => key).join()}
      look="bg-bad-soft text-bad"
      icon="alert"
      text={t`${plural(entries.length, {
        one: '# сообщение не ушло из этого браузера: решите, что с ним делать.',
        few: '# сообщения не ушли из этого браузера: решите, что с ними делать.',
        many: '# сообщений не ушли из этого браузера: решите, что с ними делать.',
        other: '# сообщения не ушли из этого браузера: решите, что с ними делать.',
      })}`}
      way={
        <Link to={inboxPath(slug, { view: 'all', chat: entries[0]?.chatId ?? null })} className={BANNER_WAY}>
          {t`Открыть`}
        </Link>
      }
    />
  );
}

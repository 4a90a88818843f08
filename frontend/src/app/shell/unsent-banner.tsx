import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Link } from 'react-router';
import { inboxPath } from '@/domain/chats/filters';
import type { OutboxEntry } from '@/domain/replies/outbox';
import { useWorkspace } from '@/domain/session/workspace';
import { Icon } from '@/ui/icon';

/** Says for as long as it is so that something written here has not gone, and leads to the oldest of it. */
export default function UnsentBanner({ entries }: { entries: OutboxEntry[] }) {
  const { t } = useLingui();
  const { slug } = useWorkspace();
  return (
    <div
      role="status"
      className="flex min-h-10 flex-wrap items-center gap-3 bg-bad-soft px-4 py-1.5 text-bad"
    >
      <Icon name="alert" size={18} />
      <p className="min-w-40 flex-1">
        {t`${plural(entries.length, {
          one: '# сообщение не ушло из этого браузера: решите, что с ним делать.',
          few: '# сообщения не ушли из этого браузера: решите, что с ними делать.',
          many: '# сообщений не ушли из этого браузера: решите, что с ними делать.',
          other: '# сообщения не ушли из этого браузера: решите, что с ними делать.',
        })}`}
      </p>
      <Link
        to={inboxPath(slug, { view: 'all', chat: entries[0]?.chatId ?? null })}
        className="inline-flex min-h-8 shrink-0 items-center font-medium underline"
      >
        {t`Открыть`}
      </Link>
    </div>
  );
}

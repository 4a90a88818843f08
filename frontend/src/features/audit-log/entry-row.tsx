import { useLingui } from '@lingui/react/macro';
import { Link } from 'react-router';
import type { AuditEntry } from '@/api/types';
import { inboxPath } from '@/domain/chats/filters';
import { useDateStyle, useWorkspace } from '@/domain/session/workspace';
import { fullDate, listTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { aboutWhat } from './about';
import { ACTIONS } from './actions';

type Props = { entry: AuditEntry; onPerson: (user: { id: string; name: string }) => void };

/** Who did what, to what, when and from where. */
export function EntryRow({ entry, onPerson }: Props) {
  const { t, i18n } = useLingui();
  const { slug } = useWorkspace();
  const style = useDateStyle();
  const now = useNow();
  const at = Date.parse(entry.at);
  const { actor } = entry;
  const words = ACTIONS[entry.action];
  const about = aboutWhat(i18n, entry);
  const actorName = actor.kind === 'system' ? t`Система` : actor.name;
  const { user_id } = actor;
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="break-words">
          <span className="font-medium">{words ? i18n._(words) : entry.action}</span>
          {about ? <span className="text-ink2">: {about}</span> : null}
          {entry.object_kind === 'chat' && entry.object_id ? (
            <>
              {' '}
              <Link
                to={inboxPath(slug, { view: 'all', chat: entry.object_id })}
                className="inline-flex min-h-6 items-center text-accent underline"
              >{t`открыть чат`}</Link>
            </>
          ) : null}
        </p>
        <p className="text-sm text-ink3">
          {user_id === null ? (
            <span>{actor.kind === 'api_key' ? t`API-ключ ${actorName}` : actorName}</span>
          ) : (
            <button
              type="button"
              title={t`Только действия этого человека`}
              className="min-h-6 hover:underline"
              onClick={() => onPerson({ id: user_id, name: actorName })}
            >
              {actorName}
            </button>
          )}
          {entry.ip ? ` · ${entry.ip}` : ''}
        </p>
      </div>
      <time dateTime={entry.at} title={fullDate(at, style)} className="text-sm whitespace-nowrap text-ink3">
        {listTime(at, now, style)}
      </time>
    </li>
  );
}

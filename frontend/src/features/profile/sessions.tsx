import { useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDateStyle } from '@/domain/session/workspace';
import { dateAndTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { Refusal } from '@/ui/refusal';
import { endSessions, type Session, securityKeys, sessionsQuery } from './security';
import { deviceName } from './user-agent';

/** Where one is signed in, and leaving there. */
export function Sessions() {
  const { t } = useLingui();
  const client = useQueryClient();
  const sessions = useQuery(sessionsQuery());
  const end = useMutation({
    mutationFn: endSessions,
    onSuccess: () => client.invalidateQueries({ queryKey: securityKeys.sessions }),
  });
  if (sessions.isError && !sessions.data)
    return <Failure error={sessions.error} onRetry={() => void sessions.refetch()} />;
  if (!sessions.data) return <div className="skeleton h-24" aria-busy="true" />;
  const others = sessions.data.filter((session) => !session.is_current).map((session) => session.id);
  const newestFirst = [...sessions.data].sort(
    (a, b) => Number(b.is_current) - Number(a.is_current) || b.created_at - a.created_at,
  );
  return (
    <>
      <ul className="divide-y divide-line">
        {newestFirst.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            busy={end.isPending}
            onEnd={() => end.mutate([session.id])}
          />
        ))}
      </ul>
      <Refusal error={end.error} />
      {others.length === 0 ? null : (
        <Button look="danger" className="mt-3" busy={end.isPending} onClick={() => end.mutate(others)}>
          {t`Выйти на всех остальных`}
        </Button>
      )}
    </>
  );
}

function SessionRow({ session, busy, onEnd }: { session: Session; busy: boolean; onEnd: () => void }) {
  const { t } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const device = deviceName(session.user_agent) ?? t`Неизвестная программа`;
  const moment = (seconds: number) => dateAndTime(seconds * 1000, now, style);
  const address = session.ip === '::' ? null : session.ip;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5 first:pt-0">
      <div className="min-w-0 flex-1 basis-48">
        <p>
          {device}
          {session.is_current ? <span className="ml-1.5 text-sm text-ok">{t`это устройство`}</span> : null}
        </p>
        <p className="text-sm text-ink3">
          {t`вход ${moment(session.created_at)}`}
          {session.last_seen_at === undefined ? '' : ` · ${t`был здесь ${moment(session.last_seen_at)}`}`}
          {address === null ? '' : ` · ${address}`}
        </p>
      </div>
      {session.is_current ? null : (
        <Button busy={busy} onClick={onEnd}>
          {t`Завершить`}
          <span className="sr-only"> {device}</span>
        </Button>
      )}
    </li>
  );
}

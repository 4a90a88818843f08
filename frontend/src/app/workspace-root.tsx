import { useLingui } from '@lingui/react/macro';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Link, Navigate, Outlet, useLocation, useParams } from 'react-router';
import { ApiError } from '@/api/errors';
import { OutboxProvider } from '@/domain/replies/outbox-context';
import { OutboxStore } from '@/domain/replies/outbox-store';
import { rememberWorkspace } from '@/domain/session/device';
import { useOnePerson } from '@/domain/session/one-person';
import { meQuery } from '@/domain/session/queries';
import { WorkspaceProvider, workspaceScope } from '@/domain/session/workspace';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { openCache, type Place } from './ahead';
import { adoptLanguage } from './language';
import { PageSkeleton } from './page-skeleton';
import { SessionDialog } from './session-dialog';

const Background = lazy(() => import('./background'));

const startAnew = (path: string) => window.location.assign(path);

/** Everything under /w/<slug>: its own cache, outbox and change feed. */
export function WorkspaceRoot() {
  const { slug = '' } = useParams();
  return <Workspace key={slug} slug={slug} />;
}

function Workspace({ slug }: { slug: string }) {
  const [{ client, place }] = useState(() => openCache(slug));
  return (
    <QueryClientProvider client={client}>
      <Members slug={slug} place={place} />
    </QueryClientProvider>
  );
}

function Members({ slug, place }: { slug: string; place: Place | null }) {
  const { t } = useLingui();
  const location = useLocation();
  const me = useQuery({ ...meQuery(), refetchOnWindowFocus: 'always' });
  const scope = useMemo(() => (me.data ? workspaceScope(me.data, slug) : null), [me.data, slug]);
  const storageKey = scope?.storageKey;
  const outbox = useMemo(() => (storageKey ? new OutboxStore(storageKey) : null), [storageKey]);
  const language = me.data?.user?.language;
  useOnePerson(me.data?.user?.id, startAnew);
  useEffect(() => {
    if (scope) rememberWorkspace(scope.slug);
  }, [scope]);
  useEffect(() => {
    if (language) void adoptLanguage(language);
  }, [language]);

  if (me.isPending) return <PageSkeleton />;
  if (me.isError) {
    if (me.error instanceof ApiError && me.error.status === 401) {
      const next = encodeURIComponent(location.pathname + location.search);
      return <Navigate to={`/login?next=${next}`} replace />;
    }
    if (!me.data && !(me.error instanceof ApiError && me.error.status === 404)) {
      return <Failure error={me.error} onRetry={() => void me.refetch()} />;
    }
  }
  if (!scope || !outbox) {
    return (
      <Empty
        icon="lock"
        title={t`Нет такой организации`}
        action={
          <Link
            to="/"
            className="inline-flex min-h-6 items-center text-accent underline"
          >{t`К своим чатам`}</Link>
        }
      >
        {t`Или вас в ней нет: доступ даёт её владелец.`}
      </Empty>
    );
  }
  return (
    <WorkspaceProvider scope={scope}>
      <OutboxProvider store={outbox}>
        <Outlet />
        <Suspense>
          <Background place={place} />
        </Suspense>
        <SessionDialog />
      </OutboxProvider>
    </WorkspaceProvider>
  );
}

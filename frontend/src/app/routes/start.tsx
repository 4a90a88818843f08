import { useLingui } from '@lingui/react/macro';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate } from 'react-router';
import { ApiError } from '@/api/errors';
import { PageSkeleton } from '@/app/page-skeleton';
import { newQueryClient } from '@/app/query-client';
import { SignOutButton } from '@/app/shell/sign-out';
import { inboxPath } from '@/domain/chats/filters';
import { lastWorkspace } from '@/domain/session/device';
import { meQuery } from '@/domain/session/queries';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';

/** Leads to the inbox the person was in last. */
export function StartRoute() {
  const [client] = useState(newQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Choose />
    </QueryClientProvider>
  );
}

function Choose() {
  const { t } = useLingui();
  const me = useQuery(meQuery());
  if (me.isPending) return <PageSkeleton />;
  if (me.isError) {
    if (me.error instanceof ApiError && me.error.status === 401) return <Navigate to="/login" replace />;
    return <Failure error={me.error} onRetry={() => void me.refetch()} />;
  }
  const { workspaces } = me.data;
  const chosen = workspaces.find((workspace) => workspace.slug === lastWorkspace()) ?? workspaces[0];
  if (!chosen) {
    return (
      <Empty
        icon="user"
        title={t`Вы пока не состоите ни в одной организации`}
        action={<SignOutButton userId={me.data.user?.id ?? ''} />}
      >
        {t`Попросите владельца организации добавить вас.`}
      </Empty>
    );
  }
  return <Navigate to={inboxPath(chosen.slug)} replace />;
}

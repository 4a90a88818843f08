import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { Invitations } from './invitations';
import { InviteDialog } from './invite-dialog';
import { MemberRow } from './member-row';
import { membersQuery } from './queries';

/** Who works here, and who is about to. */
export function MembersPage() {
  const { t } = useLingui();
  const { isOwner } = useWorkspace();
  const members = useQuery(membersQuery());
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-2">
        <h1 className="text-xl font-semibold">{t`Сотрудники`}</h1>
        {isOwner ? (
          <Button look="primary" icon="plus" onClick={() => setInviting(true)}>
            {t`Пригласить`}
          </Button>
        ) : null}
      </div>
      {members.isError && !members.data ? (
        <Failure error={members.error} onRetry={() => void members.refetch()} />
      ) : !members.data ? (
        <div className="skeleton h-40 !rounded-lg" aria-busy="true" />
      ) : (
        <ul className="mb-6 divide-y divide-line rounded-lg border border-line bg-panel">
          {members.data.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              isLastOwner={
                member.role === 'owner' &&
                members.data.filter((other) => other.role === 'owner' && other.is_active).length < 2
              }
            />
          ))}
        </ul>
      )}
      {isOwner ? (
        <Invitations />
      ) : (
        <p className="text-ink3">{t`Приглашать и менять роли может владелец организации.`}</p>
      )}
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </>
  );
}

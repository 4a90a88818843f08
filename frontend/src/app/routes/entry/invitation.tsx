import { useLingui } from '@lingui/react/macro';
import { useLocation, useNavigate } from 'react-router';
import { inboxPath } from '@/domain/chats/filters';
import { InvitationCard } from '@/features/auth/invitation-card';
import { EntryFrame } from './frame';

/** Behind the link of an invitation; what it holds stands behind the #, where no server sees it. */
export function InvitationRoute() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const token = useLocation().hash.slice(1);
  return (
    <EntryFrame title={t`Приглашение`}>
      <InvitationCard
        key={token}
        token={token}
        onJoined={(slug) => navigate(inboxPath(slug), { replace: true })}
      />
    </EntryFrame>
  );
}

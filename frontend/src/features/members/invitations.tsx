import { useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Invitation } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { dateAndTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { Refusal } from '@/ui/refusal';
import { Section } from '@/ui/section';
import { invitationsQuery, memberKeys } from './queries';
import { ROLES } from './roles';

/** Who was invited and has not come yet. */
export function Invitations() {
  const { t } = useLingui();
  const invitations = useQuery(invitationsQuery());
  if (invitations.isError && !invitations.data)
    return <Failure error={invitations.error} onRetry={() => void invitations.refetch()} />;
  if (!invitations.data || invitations.data.length === 0) return null;
  return (
    <Section title={t`Приглашены`}>
      <ul className="divide-y divide-line">
        {invitations.data.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </Section>
  );
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const client = useQueryClient();
  const path = { invitation_id: invitation.id };
  const renew = () => client.invalidateQueries({ queryKey: memberKeys.invitations });
  const again = useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/v1/invitations/{invitation_id}/send-again', { params: { path } })),
    onSuccess: renew,
  });
  const revoke = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/invitations/{invitation_id}', { params: { path } })),
    onSuccess: renew,
  });
  const { email } = invitation;
  const moment = (at: string) => dateAndTime(Date.parse(at), now, style);
  const expired = Date.parse(invitation.expires_at) <= now;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-medium break-words">{email}</p>
        <p className="text-sm text-ink2">
          {i18n._(ROLES[invitation.role].name)} · {t`отправлено ${moment(invitation.sent_at)}`}
        </p>
        <p className={`text-sm ${expired ? 'text-bad' : 'text-ink3'}`}>
          {expired ? t`срок ссылки истёк` : t`ссылка действует до ${moment(invitation.expires_at)}`}
        </p>
      </div>
      <Button busy={again.isPending} onClick={() => again.mutate()}>
        <span aria-live="polite">{again.isSuccess ? t`Отправлено` : t`Отправить ещё раз`}</span>
        <span className="sr-only"> {email}</span>
      </Button>
      <Button look="danger" busy={revoke.isPending} onClick={() => revoke.mutate()}>
        {t`Отозвать`}
        <span className="sr-only"> {email}</span>
      </Button>
      <div className="basis-full empty:hidden">
        <Refusal error={again.error ?? revoke.error} withRemedy />
      </div>
    </li>
  );
}

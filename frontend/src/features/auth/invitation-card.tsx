import { useLingui } from '@lingui/react/macro';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { signOut } from '@/api/access';
import { api, unwrap } from '@/api/client';
import { ApiError, errorText } from '@/api/errors';
import type { InvitationText } from '@/api/types';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { Notice } from '@/ui/notice';
import { Refusal } from '@/ui/refusal';
import { hasSession } from './access';
import { NewcomerForm } from './newcomer-form';
import { SignInForm } from './sign-in-form';

type Props = { token: string; onJoined: (slug: string) => void };

const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => unwrap(api.POST('/api/v1/invitations/read', { body: { token }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The address of who is signed in here; null when nobody is. */
const visitorQuery = () =>
  queryOptions({
    queryKey: ['visitor'],
    queryFn: async ({ signal }) => {
      if (!(await hasSession())) return null;
      return (await unwrap(api.GET('/api/v1/me', { signal }))).user?.email ?? null;
    },
  });

/** What the link says, and the way in that fits the one who opened it. */
export function InvitationCard({ token, onJoined }: Props) {
  const { t } = useLingui();
  const invitation = useQuery(invitationQuery(token));
  const visitor = useQuery(visitorQuery());
  const failed = invitation.error ?? visitor.error;
  if (failed) {
    const final = failed instanceof ApiError && (failed.status === 404 || failed.status === 409);
    if (final) return <Gone error={failed} />;
    return (
      <Failure
        error={failed}
        onRetry={() => {
          void invitation.refetch();
          void visitor.refetch();
        }}
      />
    );
  }
  if (!invitation.data || visitor.data === undefined)
    return <div className="skeleton h-40" aria-busy="true" />;
  const { workspace, invited_by, role } = invitation.data;
  return (
    <div className="space-y-4">
      <p>
        {t`${invited_by} приглашает вас в организацию «${workspace}».`}{' '}
        {role === 'owner'
          ? t`Вы будете её владельцем: сможете менять настройки, сотрудников и ключи.`
          : t`Вы будете отвечать покупателям.`}
      </p>
      <Entrance invitation={invitation.data} visitor={visitor.data} token={token} onJoined={onJoined} />
    </div>
  );
}

function Gone({ error }: { error: unknown }) {
  const { i18n } = useLingui();
  const { text, remedy } = errorText(error, i18n.locale);
  return (
    <Notice look="warn" role="status">
      <p>{text}</p>
      {remedy ? <p>{remedy}</p> : null}
    </Notice>
  );
}

type EntranceProps = Props & { invitation: InvitationText; visitor: string | null };

function Entrance({ invitation, visitor, token, onJoined }: EntranceProps) {
  const { t } = useLingui();
  const { email } = invitation;
  const [leaving, setLeaving] = useState(false);
  const accept = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/invitations/accept', { body: { token } })),
    onSuccess: (joined) => onJoined(joined.workspace),
  });
  if (visitor !== null && visitor.toLowerCase() !== email.toLowerCase()) {
    const leave = async () => {
      setLeaving(true);
      await signOut().catch(() => undefined);
      window.location.reload();
    };
    return (
      <>
        <Notice look="warn" role="status">
          {t`Приглашение отправлено на ${email}, а вы вошли как ${visitor}.`}
        </Notice>
        <Button busy={leaving} onClick={() => void leave()} className="w-full !min-h-10">
          {t`Выйти и продолжить как ${email}`}
        </Button>
      </>
    );
  }
  if (visitor !== null) {
    return (
      <>
        <Refusal error={accept.error} withRemedy />
        <Button
          look="primary"
          busy={accept.isPending}
          onClick={() => accept.mutate()}
          className="w-full !min-h-10"
        >
          {t`Присоединиться`}
        </Button>
      </>
    );
  }
  if (!invitation.has_account) return <NewcomerForm token={token} email={email} onJoined={onJoined} />;
  return (
    <>
      <p className="text-ink2">{t`С этим адресом уже есть учётная запись: войдите, чтобы присоединиться.`}</p>
      <Refusal error={accept.error} withRemedy />
      <SignInForm
        email={email}
        onSignedIn={async () => {
          await accept.mutateAsync();
        }}
        forgotten={
          <a
            href="/password"
            className="inline-flex min-h-6 items-center text-accent underline coarse:min-h-11"
          >
            {t`Забыли пароль?`}
          </a>
        }
      />
    </>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Member } from '@/api/types';
import { useDateStyle, useWorkspace } from '@/domain/session/workspace';
import { dateAndTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { Button } from '@/ui/button';
import { Mark } from '@/ui/mark';
import { MemberDialog } from './member-dialog';
import { RemoveDialog } from './remove-dialog';
import { ROLES } from './roles';

type Props = { member: Member; isLastOwner: boolean };

/** A member with what can be done about them: by an owner, or by themselves. */
export function MemberRow({ member, isLastOwner }: Props) {
  const { t, i18n } = useLingui();
  const { isOwner } = useWorkspace();
  const style = useDateStyle();
  const now = useNow();
  const [open, setOpen] = useState<'change' | 'remove' | null>(null);
  const { name } = member;
  const seen =
    member.signed_in_at === null
      ? t`ещё не входил`
      : t`последний вход ${dateAndTime(Date.parse(member.signed_in_at), now, style)}`;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <Mark text={name} />
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate font-medium">
          {name}
          {member.is_me ? <span className="ml-1.5 font-normal text-ink3">{t`это вы`}</span> : null}
        </p>
        <p className="text-sm break-words text-ink2">
          {i18n._(ROLES[member.role].name)}
          {member.email && member.email !== name ? ` · ${member.email}` : ''}
        </p>
        {isOwner || !member.is_active ? (
          <p className="text-sm text-ink3">{member.is_active ? seen : t`вход закрыт`}</p>
        ) : null}
      </div>
      {member.is_me ? (
        isLastOwner ? null : (
          <Button look="danger" onClick={() => setOpen('remove')}>
            {t`Покинуть…`}
          </Button>
        )
      ) : isOwner ? (
        <div className="flex gap-2 phone:basis-full phone:pl-12">
          <Button onClick={() => setOpen('change')}>
            {t`Роль…`}
            <span className="sr-only"> {name}</span>
          </Button>
          <Button look="danger" onClick={() => setOpen('remove')}>
            {t`Удалить…`}
            <span className="sr-only"> {name}</span>
          </Button>
        </div>
      ) : null}
      {open === 'change' ? <MemberDialog member={member} onClose={() => setOpen(null)} /> : null}
      {open === 'remove' ? <RemoveDialog member={member} onClose={() => setOpen(null)} /> : null}
    </li>
  );
}

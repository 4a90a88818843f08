import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { newerVersion } from '@/api/revisions';
import type { Member } from '@/api/types';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { FormButtons } from '@/ui/form-buttons';
import { Refusal } from '@/ui/refusal';
import { changeRole, memberKeys, membersQuery, transferOwnership } from './queries';
import { RoleChoice } from './role-choice';

type Props = { member: Member; onClose: () => void };

/** The role of another member, and handing one's own rights over to them. */
export function MemberDialog({ member, onClose }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [role, setRole] = useState(member.role);
  const [handing, setHanding] = useState(false);
  const save = useMutation({
    mutationFn: () => changeRole(member, role),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: memberKeys.members });
      onClose();
    },
    onError: (error) => {
      const newer = newerVersion<Member>(error);
      client.setQueryData(membersQuery().queryKey, (members) =>
        members?.map((one) => (one.id === newer?.id ? newer : one)),
      );
    },
  });
  const transfer = useMutation({
    mutationFn: () => transferOwnership(member),
    onSuccess: async () => {
      // One's own rights are others now, so everything on the screen is asked anew.
      await client.invalidateQueries({ queryKey: ['me'] });
      await client.invalidateQueries({ queryKey: memberKeys.members });
      onClose();
    },
  });
  const { name } = member;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (role !== member.role && !save.isPending) save.mutate();
  };
  if (handing) {
    return (
      <Dialog title={t`Передать организацию: ${name}?`} onClose={onClose}>
        <p className="text-ink2">{t`Этот сотрудник станет владельцем, а вы — агентом. Вернуть права сможет только владелец.`}</p>
        <div className="mt-3">
          <Refusal error={transfer.error} withRemedy />
        </div>
        <div className="mt-4 flex justify-end gap-2">
          <Button data-autofocus onClick={() => setHanding(false)}>{t`Назад`}</Button>
          <Button look="danger" busy={transfer.isPending} onClick={() => transfer.mutate()}>
            {t`Передать`}
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={name} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <RoleChoice value={role} onChange={setRole} />
        <Refusal error={save.error} withRemedy />
        <FormButtons
          onCancel={onClose}
          submit={t`Сохранить`}
          busy={save.isPending}
          disabled={role === member.role}
        />
      </form>
      {member.role === 'agent' && member.is_active ? (
        <div className="mt-5 border-t border-line pt-4">
          <p className="mb-2 text-ink2">{t`Можно отдать свои права владельца целиком: тогда агентом станете вы.`}</p>
          <Button onClick={() => setHanding(true)}>{t`Передать организацию…`}</Button>
        </div>
      ) : null}
    </Dialog>
  );
}

import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Member } from '@/api/types';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Refusal } from '@/ui/refusal';
import { chatsOfMemberQuery, memberKeys, removeMember } from './queries';

type Props = { member: Member; onClose: () => void };

/** Says what ends and what stays, above all what becomes of the chats. */
export function RemoveDialog({ member, onClose }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const chats = useQuery(chatsOfMemberQuery(member));
  const remove = useMutation({
    mutationFn: () => removeMember(member),
    onSuccess: async () => {
      if (member.is_me) {
        window.location.assign('/');
        return;
      }
      await client.invalidateQueries({ queryKey: memberKeys.members });
      onClose();
    },
  });
  const { name } = member;
  const count = chats.data;
  return (
    <Dialog
      title={member.is_me ? t`Покинуть организацию?` : t`Удалить из организации: ${name}?`}
      onClose={onClose}
    >
      <ul className="list-disc space-y-1.5 pl-5 text-ink2">
        <li>
          {member.is_me
            ? t`Доступ закончится сразу. Вернуться можно только по новому приглашению.`
            : t`Доступ закончится сразу, на всех устройствах.`}
        </li>
        <li>
          {count === undefined
            ? t`Чаты, закреплённые за сотрудником, останутся без ответственного.`
            : count === 0
              ? t`Открытых чатов за сотрудником нет.`
              : t`${plural(count, { one: '# открытый чат останется', few: '# открытых чата останутся', many: '# открытых чатов останутся', other: '# открытого чата останутся' })} без ответственного; сроки ответа не изменятся.`}
        </li>
        <li>{t`Отправленные ответы и заметки сохранят имя автора.`}</li>
      </ul>
      <div className="mt-3">
        <Refusal error={remove.error} withRemedy />
      </div>
      <div className="mt-4 flex justify-end gap-2">
        <Button data-autofocus onClick={onClose}>
          {t`Отмена`}
        </Button>
        <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
          {member.is_me ? t`Покинуть` : t`Удалить`}
        </Button>
      </div>
    </Dialog>
  );
}

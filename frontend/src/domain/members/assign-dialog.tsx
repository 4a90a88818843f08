import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { Chat } from '@/api/types';
import { ChoiceList } from '@/ui/choice-list';
import { Dialog } from '@/ui/dialog';
import { Icon } from '@/ui/icon';
import { Refusal } from '@/ui/refusal';
import { assigneesQuery } from './queries';

type Props = {
  title: string;
  /** A membership, nobody (null), or different ones (undefined). */
  current: string | null | undefined;
  onClose: () => void;
  onChoose: (assignee: Chat['assignee']) => void;
};

const ROW =
  'flex min-h-10 w-full items-center gap-2 rounded-md border border-line px-3 py-1 text-left hover:bg-sunken coarse:min-h-11';

/** Who takes care of a chat; nobody is a choice too. */
export default function AssignDialog({ title, current, onClose, onChoose }: Props) {
  const { t } = useLingui();
  const members = useQuery(assigneesQuery());
  return (
    <Dialog title={title} onClose={onClose}>
      <Refusal error={members.error} withRemedy />
      <ChoiceList busy={members.isPending}>
        {(members.data ?? []).map((member, index) => (
          <li key={member.id}>
            <button
              type="button"
              data-autofocus={index === 0 ? true : undefined}
              aria-pressed={member.id === current}
              onClick={() => onChoose({ id: member.id, name: member.name })}
              className={ROW}
            >
              <span className="min-w-0 flex-1 truncate">{member.name}</span>
              {member.id === current ? <Icon name="check" size={16} className="text-accent" /> : null}
            </button>
          </li>
        ))}
        <li>
          <button
            type="button"
            aria-pressed={current === null}
            onClick={() => onChoose(null)}
            className={`${ROW} text-ink2`}
          >
            <span className="flex-1">{t`Никому`}</span>
            {current === null ? <Icon name="check" size={16} className="text-accent" /> : null}
          </button>
        </li>
      </ChoiceList>
    </Dialog>
  );
}

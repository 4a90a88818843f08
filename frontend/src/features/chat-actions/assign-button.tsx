import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useState } from 'react';
import type { Chat } from '@/api/types';
import { useWorkspace } from '@/domain/session/workspace';
import { useCommand } from '@/lib/commands';
import { initials } from '@/lib/text';
import { Button } from '@/ui/button';
import { useUndoableAction } from './use-chat-action';

const AssignDialog = lazy(() => import('@/domain/members/assign-dialog'));

/** Who takes care of the chat: A chooses, M takes it oneself. */
export function AssignButton({ chat }: { chat: Chat }) {
  const { t } = useLingui();
  const { me } = useWorkspace();
  const undoable = useUndoableAction(chat);
  const [choosing, setChoosing] = useState(false);
  const before = chat.assignee;
  const label = before ? t`Ответственный: ${before.name}` : t`Назначить ответственного`;

  const give = (assignee: Chat['assignee']) => {
    setChoosing(false);
    if (assignee?.id === before?.id) return;
    const words = assignee ? t`Ответственный: ${assignee.name}` : t`Без ответственного`;
    undoable({ kind: 'assign', assignee }, words);
  };
  useCommand('assign', () => setChoosing(true));
  // The server knows whose membership «me» is, and answers with it.
  useCommand('assign-me', () => give({ id: 'me', name: me.user?.name ?? '' }));

  return (
    <>
      <Button
        look="quiet"
        icon="user"
        aria-label={label}
        title={`${label} (A)`}
        aria-haspopup="dialog"
        className={`!px-1.5 coarse:min-w-11 ${before ? '!text-accent' : ''}`}
        onClick={() => setChoosing(true)}
      >
        {before ? (
          <>
            <span className="hidden max-w-24 truncate @min-[32rem]:inline">{before.name}</span>
            <span className="@min-[32rem]:hidden">{initials(before.name)}</span>
          </>
        ) : null}
      </Button>
      {choosing ? (
        <Suspense>
          <AssignDialog
            title={t`Кто отвечает за чат`}
            current={before?.id ?? null}
            onClose={() => setChoosing(false)}
            onChoose={give}
          />
        </Suspense>
      ) : null}
    </>
  );
}

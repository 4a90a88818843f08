import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Chat } from '@/api/types';
import { SnoozeDialog } from '@/domain/snoozing/snooze-dialog';
import { command, useCommand } from '@/lib/commands';
import { IconButton } from '@/ui/button';
import { copyText } from '@/ui/copy-button';
import { Menu } from '@/ui/menu';
import { toast } from '@/ui/toasts';
import { AssignButton } from './assign-button';
import { PassingButton } from './passing-button';
import { useChatAction, useUndoableAction } from './use-chat-action';
import { useWaive } from './use-waive';

/** Waive, snooze, close: three buttons beside the clock, each with its key and a way back. */
export function HeadActions({ chat }: { chat: Chat }) {
  const { t } = useLingui();
  const act = useChatAction(chat);
  const undoable = useUndoableAction(chat);
  const waive = useWaive(chat);
  const [snoozing, setSnoozing] = useState(false);
  const closed = chat.status === 'closed';

  const close = () => {
    if (closed) return false;
    undoable({ kind: 'close' }, t`Чат закрыт`);
    command('next');
    return true;
  };
  const snooze = () => {
    if (closed) return false;
    setSnoozing(true);
    return true;
  };
  useCommand('close', close);
  useCommand('snooze', snooze);
  useCommand('unread', () => {
    undoable({ kind: 'unread' }, t`Чат снова непрочитан`);
    command('leave');
  });

  const copyLink = () =>
    void copyText(window.location.href).then((done) => done && toast(t`Ссылка скопирована`));

  return (
    <>
      <div className="-my-1 flex shrink-0 phone:basis-full phone:flex-wrap">
        <AssignButton chat={chat} />
        {chat.clock.due_at === null || closed ? null : (
          <PassingButton icon="check" label={t`Ответ не требуется`} onClick={waive} />
        )}
        {closed ? (
          <PassingButton
            icon="refresh"
            label={t`Открыть снова`}
            onClick={() => void act({ kind: 'reopen' })}
          />
        ) : (
          <>
            <PassingButton icon="moon" label={t`Отложить`} hint="H" aria-haspopup="dialog" onClick={snooze} />
            <PassingButton icon="archive" label={t`Закрыть`} hint="E" onClick={close} />
          </>
        )}
        <IconButton icon="panel" label={t`Товар и заказ`} hint="I" onClick={() => command('context')} />
        <Menu
          label={t`Ещё о чате`}
          items={[
            { name: t`Сделать непрочитанным`, keys: 'U', icon: 'mail', run: () => command('unread') },
            { name: t`Найти в переписке`, keys: 'F', icon: 'search', run: () => command('find') },
            { name: t`Скопировать ссылку`, icon: 'copy', run: copyLink },
          ]}
        />
      </div>
      {snoozing ? (
        <SnoozeDialog
          title={t`Отложить чат`}
          due={chat.clock.due_at === null ? null : Date.parse(chat.clock.due_at)}
          onClose={() => setSnoozing(false)}
          onChoose={(until) => {
            setSnoozing(false);
            undoable({ kind: 'snooze', until }, t`Чат отложен`);
          }}
        />
      ) : null}
    </>
  );
}

import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useState } from 'react';
import type { Chat } from '@/api/types';
import { SnoozeDialog } from '@/domain/snoozing/snooze-dialog';
import { useCommand } from '@/lib/commands';
import { useFocusLeft } from '@/lib/use-focus-left';
import { Button } from '@/ui/button';
import type { BulkDeed } from './bulk';
import { FailedDialog } from './failed-dialog';
import { useBulk } from './use-bulk';

const AssignDialog = lazy(() => import('@/domain/members/assign-dialog'));

type Props = { chats: Chat[]; onClear: () => void; onChoose: (ids: string[]) => void };

/** What can be done to all ticked chats at once. */
export function SelectionBar({ chats, onClear, onChoose }: Props) {
  const { t } = useLingui();
  const bulk = useBulk();
  const [asking, setAsking] = useState<'snooze' | 'assign' | null>(null);
  const count = chats.length;
  const bar = useFocusLeft<HTMLElement>('#chat-list');

  const run = (deed: BulkDeed) => {
    setAsking(null);
    if (bulk.busy || count === 0) return;
    void bulk.run(chats, deed).then((whole) => {
      if (whole) onClear();
    });
  };
  const key = (deed: () => void) => () => {
    if (count === 0) return false;
    deed();
    return true;
  };
  useCommand(
    'close',
    key(() => run({ kind: 'close' })),
    true,
  );
  useCommand(
    'snooze',
    key(() => setAsking('snooze')),
    true,
  );
  useCommand(
    'unread',
    key(() => run({ kind: 'unread' })),
    true,
  );
  useCommand(
    'assign',
    key(() => setAsking('assign')),
    true,
  );

  const off = count === 0 || undefined;
  return (
    <section
      ref={bar}
      aria-label={t`Выбранные чаты`}
      className="border-t border-line bg-raised px-3 py-2 shadow-float"
    >
      <div className="flex items-center gap-2">
        <p role="status" className="min-w-0 flex-1 font-medium">
          {count === 0
            ? t`Отметьте чаты`
            : t`${plural(count, { one: 'Выбран # чат', few: 'Выбрано # чата', many: 'Выбрано # чатов', other: 'Выбрано # чата' })}`}
        </p>
        <Button look="quiet" icon="close" title="Esc" onClick={onClear}>
          {t`Снять`}
        </Button>
      </div>
      <div className="mt-1 flex flex-wrap gap-1.5">
        <Button busy={bulk.busy} aria-disabled={off} title="E" onClick={() => run({ kind: 'close' })}>
          {t`Закрыть`}
        </Button>
        <Button aria-disabled={off} title="H" onClick={() => setAsking('snooze')}>
          {t`Отложить`}
        </Button>
        <Button aria-disabled={off} title="A" onClick={() => setAsking('assign')}>
          {t`Назначить`}
        </Button>
        <Button aria-disabled={off} onClick={() => run({ kind: 'read' })}>
          {t`Прочитано`}
        </Button>
        <Button aria-disabled={off} title="U" onClick={() => run({ kind: 'unread' })}>
          {t`Непрочитано`}
        </Button>
      </div>
      {asking === 'snooze' ? (
        <SnoozeDialog
          title={t`Отложить выбранные чаты`}
          due={nearestDue(chats)}
          onClose={() => setAsking(null)}
          onChoose={(until) => run({ kind: 'snooze', until })}
        />
      ) : null}
      {asking === 'assign' ? (
        <Suspense>
          <AssignDialog
            title={t`Кто отвечает за выбранные чаты`}
            current={undefined}
            onClose={() => setAsking(null)}
            onChoose={(assignee) => run({ kind: 'assign', assignee })}
          />
        </Suspense>
      ) : null}
      {bulk.failed.length > 0 ? (
        <FailedDialog
          failed={bulk.failed}
          onClose={() => {
            onChoose(bulk.failed.map(({ chat }) => chat.id));
            bulk.forget();
          }}
        />
      ) : null}
    </section>
  );
}

/** The first of the clocks that run in these chats. */
function nearestDue(chats: Chat[]): number | null {
  const times = chats.flatMap((chat) => (chat.clock.due_at === null ? [] : [Date.parse(chat.clock.due_at)]));
  return times.length === 0 ? null : Math.min(...times);
}

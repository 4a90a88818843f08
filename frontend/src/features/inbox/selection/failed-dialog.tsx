import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import type { Failed } from './use-bulk';

/** The chats to which it was not done, each with its reason; they stay ticked. */
export function FailedDialog({ failed, onClose }: { failed: Failed[]; onClose: () => void }) {
  const { t } = useLingui();
  const count = failed.length;
  return (
    <Dialog
      title={t`${plural(count, { one: 'Не получилось с # чатом', few: 'Не получилось с # чатами', many: 'Не получилось с # чатами', other: 'Не получилось с # чата' })}`}
      onClose={onClose}
    >
      <ul className="max-h-[50dvh] space-y-2 overflow-y-auto">
        {failed.map(({ chat, error }) => (
          <li key={chat.id} className="rounded-md bg-sunken px-3 py-2">
            <p className="truncate font-medium">{chat.title}</p>
            <p className="text-sm text-bad">{error.detail}</p>
            {error.remedy ? <p className="text-sm text-ink2">{error.remedy}</p> : null}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-sm text-ink2">{t`Остальное сделано. Эти чаты остались отмеченными.`}</p>
      <div className="mt-3 flex justify-end">
        <Button look="primary" data-autofocus onClick={onClose}>{t`Понятно`}</Button>
      </div>
    </Dialog>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useDateStyle } from '@/domain/session/workspace';
import { longDate } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';

const DAY_MS = 86_400_000;

type Props = { days: number; onKeep: () => void; onErase: () => void };

/** What a shorter time would erase, before it does. */
export function RetentionQuestion({ days, onKeep, onErase }: Props) {
  const { t } = useLingui();
  const style = useDateStyle();
  const border = longDate(useNow() - days * DAY_MS, style);
  return (
    <Dialog title={t`Стирать старую переписку?`} onClose={onKeep}>
      <p className="text-ink2">
        {t`Начиная с ближайшей ночи переписка чатов, где последнее сообщение было раньше ${border}, будет стёрта навсегда, и так каждый день. Вернуть её нельзя: при необходимости сначала скачайте архив.`}
      </p>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button data-autofocus onClick={onKeep}>
          {t`Не стирать`}
        </Button>
        <Button look="danger" onClick={onErase}>
          {t`Стирать`}
        </Button>
      </div>
    </Dialog>
  );
}

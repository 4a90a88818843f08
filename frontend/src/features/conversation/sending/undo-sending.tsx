import { useLingui } from '@lingui/react/macro';
import type { Reply } from '@/api/types';
import { useCommand } from '@/lib/commands';
import { useNow } from '@/lib/use-now';
import { Button } from '@/ui/button';

/** Until the reply leaves, its author may think again. */
export function UndoSending({ reply, onUndo }: { reply: Reply; onUndo: () => void }) {
  const { t } = useLingui();
  const until = reply.send_after === null ? 0 : Date.parse(reply.send_after);
  const waits = useNow(until) < until && reply.state === 'queued';
  useCommand('undo', () => {
    if (!waits) return false;
    onUndo();
    return true;
  });
  if (!waits) return null;
  return (
    <Button look="quiet" className="mt-1 !min-h-7 coarse:!min-h-11" title="Z" onClick={onUndo}>
      {t`Отменить отправку`}
    </Button>
  );
}

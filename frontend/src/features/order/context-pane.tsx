import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { setPreferences, usePreferences } from '@/domain/preferences/preferences';
import { useCommand } from '@/lib/commands';
import { useMedia } from '@/lib/use-media';
import { IconButton } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { ChatContext } from './chat-context';

/** Beside the conversation where there is room, else a sheet over it; the key I opens and closes it. */
export function ContextPane({ chatId }: { chatId: string }) {
  const { t } = useLingui();
  const roomy = useMedia('(min-width: 1280px)');
  const { context } = usePreferences();
  const [sheet, setSheet] = useState(false);
  useCommand('context', () => (roomy ? setPreferences({ context: !context }) : setSheet(!sheet)));

  if (roomy && context) {
    return (
      <aside
        aria-label={t`Сведения`}
        className="thin-scroll w-72 shrink-0 overflow-y-auto border-l border-line bg-panel px-4 py-3"
      >
        <div className="mb-2 flex items-center justify-between">
          <h2 className="text-base font-semibold">{t`Сведения`}</h2>
          <IconButton
            icon="close"
            size={16}
            label={t`Убрать сведения`}
            hint="I"
            onClick={() => setPreferences({ context: false })}
          />
        </div>
        <ChatContext chatId={chatId} />
      </aside>
    );
  }
  if (roomy || !sheet) return null;
  return (
    <Dialog title={t`Сведения`} onClose={() => setSheet(false)}>
      <ChatContext chatId={chatId} />
    </Dialog>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { hasCode } from '@/api/errors';
import { chatQuery } from '@/domain/chats/queries';
import { setPreferences, usePreferences } from '@/domain/preferences/preferences';
import { useCommand } from '@/lib/commands';
import { createStore } from '@/lib/event-store';
import { useMedia } from '@/lib/use-media';
import { IconButton } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { ContextTabs, TABS, type Tab } from './context-tabs';

/** The subject that was looked at last: it stays from chat to chat. */
const lastTab = createStore<Tab>('order');

/** Beside the conversation where there is room, else a sheet over it; I opens and closes it, Alt+1…4 choose. */
export function ContextPane({ chatId }: { chatId: string }) {
  const { t } = useLingui();
  const roomy = useMedia('(min-width: 1280px)');
  const { context } = usePreferences();
  const [sheet, setSheet] = useState(false);
  const [tab, setTab] = useState(lastTab.get);
  const chat = useQuery({ ...chatQuery(chatId), select: () => true });
  const choose = (name: Tab) => {
    lastTab.set(name);
    setTab(name);
  };
  const show = (name: Tab | undefined) => {
    if (name) choose(name);
    if (roomy) setPreferences({ context: true });
    else setSheet(true);
  };
  useCommand('context', () => (roomy ? setPreferences({ context: !context }) : setSheet(!sheet)));
  useCommand('tab-1', () => show(TABS[0]));
  useCommand('tab-2', () => show(TABS[1]));
  useCommand('tab-3', () => show(TABS[2]));
  useCommand('tab-4', () => show(TABS[3]));

  // The conversation says that there is no such chat.
  if (!chat.data && hasCode(chat.error, 'not_found')) return null;
  const tabs = <ContextTabs chatId={chatId} tab={tab} onTab={choose} onWrite={() => setSheet(false)} />;
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
        {tabs}
      </aside>
    );
  }
  if (roomy || !sheet) return null;
  return (
    <Dialog title={t`Сведения`} onClose={() => setSheet(false)}>
      {tabs}
    </Dialog>
  );
}

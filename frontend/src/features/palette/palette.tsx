import { useLingui } from '@lingui/react/macro';
import { useEffect, useId, useState } from 'react';
import { useWorkspace } from '@/domain/session/workspace';
import { useLateEnter } from '@/lib/use-late-enter';
import { Dialog } from '@/ui/dialog';
import { type Item, matching } from './match';
import { recentCommands, rememberCommand } from './recent';
import { useFoundChats } from './use-found-chats';
import { useItems } from './use-items';

/** Everything by its name: type, choose, Enter. Each line shows its key, so that it can be learnt. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { storageKey } = useWorkspace();
  const id = useId();
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const commands = matching(useItems(), search, search === '' ? recentCommands(storageKey) : []);
  const { chats, ready } = useFoundChats(search);
  const choosable = ready ? [...commands, ...chats] : commands;
  const stale = ready ? [] : chats;
  const chosen = choosable[Math.min(active, choosable.length - 1)];

  const chosenId = chosen ? `${id}-${chosen.id}` : undefined;

  // The rows are made anew with every drawing: only another choice moves the list.
  useEffect(() => {
    if (chosenId) document.getElementById(chosenId)?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);

  const take = (item: Item) => {
    if (!item.id.startsWith('chat-')) rememberCommand(storageKey, item.id);
    onClose();
    // First the dialog gives the focus back, then the wish may move it.
    setTimeout(item.run);
  };
  const enter = useLateEnter(search, ready || chosen !== undefined, () => chosen && take(chosen));
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, choosable.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) enter();
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title={t`Команды`} onClose={onClose}>
      <input
        data-autofocus
        role="combobox"
        aria-label={t`Команда, раздел или номер заказа`}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={chosenId}
        placeholder={t`Команда, раздел или номер заказа`}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className="min-h-10 w-full rounded-md border border-line-strong bg-panel px-3 coarse:min-h-11"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t`Команды`}
        aria-busy={!ready}
        className="thin-scroll mt-2 h-[min(50dvh,24rem)] overflow-y-auto"
      >
        {choosable.map((item) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the search field owns the keys, an option is reached by aria-activedescendant
          // biome-ignore lint/a11y/useFocusableInteractive: same
          <div
            key={item.id}
            id={`${id}-${item.id}`}
            role="option"
            aria-selected={item === chosen}
            onClick={() => take(item)}
            className={`flex min-h-9 items-center gap-3 rounded-md px-3 coarse:min-h-11 ${item === chosen ? 'bg-accent-soft' : 'hover:bg-sunken'}`}
          >
            <span className="min-w-0 flex-1 truncate">{item.name}</span>
            {item.keys ? <kbd className="shrink-0 text-xs text-ink2">{item.keys}</kbd> : null}
          </div>
        ))}
        {stale.map((item) => (
          <div key={item.id} className="flex min-h-9 items-center px-3 text-ink3 coarse:min-h-11">
            <span className="min-w-0 flex-1 truncate">{item.name}</span>
          </div>
        ))}
        {ready && choosable.length === 0 ? (
          <p className="px-3 py-4 text-ink2">{t`Такого здесь нет.`}</p>
        ) : null}
      </div>
    </Dialog>
  );
}

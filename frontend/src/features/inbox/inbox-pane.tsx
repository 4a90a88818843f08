import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type ComponentType,
  type ReactNode,
  Suspense,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Chat, Company } from '@/api/types';
import { accountsQuery } from '@/domain/chat-accounts/queries';
import { type InboxFilters, listQuery, openChatOf, sharedQuery } from '@/domain/chats/filters';
import { focusIntent } from '@/domain/chats/focus-intent';
import { chatListQuery, countsQuery } from '@/domain/chats/queries';
import type { Companies } from '@/domain/presence/row-company';
import { stoppedChats } from '@/domain/replies/outbox';
import { useOutboxEntries } from '@/domain/replies/outbox-context';
import { useWorkspace } from '@/domain/session/workspace';
import { useCommand, useKeptCommands } from '@/lib/commands';
import { usePhone } from '@/lib/use-media';
import { Failure } from '@/ui/failure';
import { ChatList } from './chat-list';
import type { EmptyListProps } from './empty-list';
import { ListHead } from './list-head';
import { ListSkeleton } from './list-skeleton';
import { PendingBar } from './pending-bar';
import { useSelection } from './selection/use-selection';
import { useChosen } from './use-chosen';
import { useHold } from './use-hold';
import { usePages } from './use-pages';
import { useStableList } from './use-stable-list';

export type SelectionBarProps = { chats: Chat[]; onClear: () => void; onChoose: (ids: string[]) => void };

type Props = {
  /** Comes on its own, when the first chat is ticked. */
  SelectionBar: ComponentType<SelectionBarProps>;
  ListCompanies: ComponentType<{ onChange: (companies: Companies) => void }>;
  RowCompany: ComponentType<Pick<Company, 'others'>>;
  EmptyList: ComponentType<EmptyListProps>;
  /** Stands above the list where there is no room beside it. */
  intro: ReactNode;
  filters: InboxFilters;
  change: (part: Partial<InboxFilters>, options?: { replace?: boolean }) => void;
};

const NOBODY: Companies = new Map();

/** The list of chats with its head: the answer to «кому ответить следующим?». */
export function InboxPane({
  SelectionBar,
  ListCompanies,
  RowCompany,
  EmptyList,
  intro,
  filters,
  change,
}: Props) {
  const { t } = useLingui();
  const phone = usePhone();
  const { storageKey } = useWorkspace();
  const client = useQueryClient();
  const query = listQuery(filters);
  const options = chatListQuery(query);
  const list = useInfiniteQuery(options);
  const counts = useQuery(countsQuery(sharedQuery(filters)));
  const accounts = useQuery(accountsQuery());
  const hold = useHold();
  const outbox = useOutboxEntries();
  const failedHere = useMemo(() => stoppedChats(outbox), [outbox]);
  const [companies, setCompanies] = useState<Companies>(NOBODY);
  const { chosen, openNow, openAtRest } = useChosen(filters.chat, (id) =>
    change({ chat: id }, { replace: !phone && openChatOf(window.location) !== null }),
  );
  useKeptCommands(chosen !== filters.chat);

  const pages = useMemo(() => list.data?.pages.map((page) => page.results) ?? [], [list.data]);
  const queryText = JSON.stringify(query);
  const source = `${queryText}${list.isPlaceholderData}`;
  const stable = useStableList({
    source,
    pages,
    selected: chosen,
    hold: hold.held || chosen !== null,
  });
  const { rows, release } = stable;

  const open = (id: string) => {
    focusIntent.set(phone ? 'heading' : 'composer');
    openNow(id);
  };
  // Two quick presses are two steps, also while the first row is still on its way to the screen.
  const asked = useRef(chosen);
  useLayoutEffect(() => {
    asked.current = chosen;
  }, [chosen]);
  const step = (by: 1 | -1) => {
    const index = rows.findIndex((row) => row.chat.id === asked.current);
    const next = rows[index < 0 ? 0 : index + by];
    if (!next) return;
    const typing = document.activeElement instanceof HTMLTextAreaElement;
    if (typing) focusIntent.set('composer');
    else document.getElementById('chat-list')?.focus({ preventScroll: true });
    hold.touch();
    asked.current = next.chat.id;
    if (typing) openNow(next.chat.id);
    else openAtRest(next.chat.id);
  };
  const selection = useSelection(rows, source);
  /** Ticks the open chat, steps, and ticks the one it comes to. */
  const stepTicking = (by: 1 | -1) => {
    const from = asked.current;
    step(by);
    if (asked.current !== null && asked.current !== from) {
      selection.add(from === null ? [asked.current] : [from, asked.current]);
    }
  };
  const click = (id: string, event: React.MouseEvent) => {
    if (event.shiftKey) selection.extend(id, chosen);
    else if (event.ctrlKey || event.metaKey || selection.picking) selection.toggle(id);
    else open(id);
  };
  const latestClick = useRef(click);
  latestClick.current = click;
  const onClick = useCallback((id: string, event: React.MouseEvent) => latestClick.current(id, event), []);
  useCommand('select', () => {
    if (asked.current === null) return false;
    selection.toggle(asked.current);
    return true;
  });
  useCommand('extend-next', () => stepTicking(1));
  useCommand('extend-previous', () => stepTicking(-1));
  useCommand('back', () => {
    if (!selection.active || document.activeElement instanceof HTMLTextAreaElement) return false;
    selection.clear();
    return true;
  });
  useCommand('next', () => step(1));
  useCommand('previous', () => step(-1));
  useCommand('resort', () => {
    release();
    void list.refetch();
  });

  const { onEndNear, onTop } = usePages({
    list,
    queryKey: options.queryKey,
    stable,
    chosen,
    isTicking: selection.active,
  });
  const onSearch = useCallback((search: string) => change({ search }, { replace: true }), [change]);
  const onPaste = (text: string, stands: () => boolean) => {
    const lead = async () => {
      const { findOrder } = await import('./find-order');
      const found = await findOrder(client, text);
      // Whoever went on meanwhile is left where they are.
      if (!found || !stands() || asked.current !== filters.chat) return;
      focusIntent.set(phone ? 'heading' : 'composer');
      change({ view: 'all', accounts: [], assignee: null, search: text, chat: found });
    };
    // A failure says nothing of its own: the list of what the words find shows it.
    lead().catch(() => undefined);
  };
  // A list that is here as a whole counts itself; the numbers of the server come a moment before or after it.
  const here = pages.reduce((sum, page) => sum + page.length, 0);
  const counted = counts.data?.queues[filters.view] ?? null;
  const whole = list.isSuccess && !list.hasNextPage;
  const total = list.isPlaceholderData ? counted : whole ? here : counted && Math.max(counted, here);

  return (
    <section
      aria-label={t`Список чатов`}
      className="flex h-full min-h-0 flex-col border-line bg-panel md:border-r"
    >
      <ListHead
        filters={filters}
        count={total}
        accounts={accounts.data ?? []}
        onChange={change}
        onSearch={onSearch}
        onPaste={onPaste}
        picking={selection.active}
        onPick={() => (selection.active ? selection.clear() : selection.setPicking(true))}
      />
      {intro}
      <PendingBar {...stable.pending} onApply={release} />
      <p role="status" className="sr-only">
        {filters.search !== '' && total !== null && !list.isFetching
          ? t`${plural(total, { one: 'Найден # чат', few: 'Найдено # чата', many: 'Найдено # чатов', other: 'Найдено # чата' })}`
          : ''}
      </p>
      {rows.length === 0 ? (
        // The same place for the skip link and the keys, whatever stands in it.
        <div id="chat-list" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
          {list.isError ? (
            <Failure error={list.error} onRetry={() => void list.refetch()} />
          ) : list.isPending ? (
            <ListSkeleton />
          ) : (
            <Suspense>
              <EmptyList filters={filters} accounts={accounts.data} onChange={change} />
            </Suspense>
          )}
        </div>
      ) : (
        <div className="flex min-h-0 flex-1 flex-col" {...hold.handlers}>
          <ChatList
            name={`${storageKey}:${queryText}`}
            Company={RowCompany}
            companies={companies}
            accounts={accounts.data}
            rows={rows}
            total={total ?? rows.length}
            selected={chosen}
            failedHere={failedHere}
            dimmed={list.isPlaceholderData}
            ticked={selection.active ? selection.ticked : null}
            onClick={onClick}
            onEndNear={onEndNear}
            onTop={onTop}
            onKeyUse={hold.touch}
          />
        </div>
      )}
      {rows.length === 0 ? null : (
        <Suspense>
          <ListCompanies onChange={setCompanies} />
        </Suspense>
      )}
      {selection.active ? (
        <Suspense>
          <SelectionBar
            chats={rows.flatMap((row) => (selection.ticked.has(row.chat.id) ? row.chat : []))}
            onClear={selection.clear}
            onChoose={selection.choose}
          />
        </Suspense>
      ) : null}
    </section>
  );
}

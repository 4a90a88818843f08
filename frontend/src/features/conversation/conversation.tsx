import { useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { hasCode } from '@/api/errors';
import type { Chat, ChatAccount } from '@/api/types';
import { accountsQuery } from '@/domain/chat-accounts/queries';
import { chatKeys } from '@/domain/chats/keys';
import { chatQuery } from '@/domain/chats/queries';
import { useChatOutbox } from '@/domain/replies/outbox-context';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { ComposerPane } from './composer-pane';
import { ConversationHead } from './conversation-head';
import { ConversationSkeleton } from './conversation-skeleton';
import { Feed } from './feed';

const ChangedDialog = lazy(() => import('./changed-dialog'));

type Props = {
  chatId: string;
  onLeave: () => void;
  /** What else can be done to the chat, for its head and for the place above the answer. */
  actions: (chat: Chat, place: 'head' | 'answer') => ReactNode;
};

/** One chat: who, what was said, and the place to answer. */
export function Conversation({ chatId, onLeave, actions }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const chat = useQuery({ ...chatQuery(chatId), placeholderData: () => fromLists(client, chatId) });
  const accounts = useQuery(accountsQuery());
  if (chat.isError && !chat.data) {
    if (hasCode(chat.error, 'not_found')) {
      return <Empty icon="chats" title={t`Такого чата нет`}>{t`Возможно, он в другой организации.`}</Empty>;
    }
    return <Failure error={chat.error} onRetry={() => void chat.refetch()} />;
  }
  if (!chat.data) return <ConversationSkeleton />;
  const account = accounts.data?.find((one) => one.id === chat.data.chat_account.id);
  return <OpenChat chat={chat.data} account={account} onLeave={onLeave} actions={actions} />;
}

function OpenChat({
  chat,
  account,
  onLeave,
  actions,
}: Omit<Props, 'chatId'> & { chat: Chat; account: ChatAccount | undefined }) {
  const changed = useChatOutbox(chat.id).find((entry) => entry.state === 'conflict');
  return (
    <div className="flex h-full min-h-0 flex-col">
      <ConversationHead chat={chat} onLeave={onLeave} actions={actions(chat, 'head')} />
      <Feed key={chat.id} chat={chat} />
      {actions(chat, 'answer')}
      <ComposerPane key={`composer-${chat.id}`} chat={chat} account={account} />
      {changed ? (
        <Suspense>
          <ChangedDialog key={changed.key} entry={changed} />
        </Suspense>
      ) : null}
    </div>
  );
}

type ListData = { pages: { results: Chat[] }[] };

function fromLists(client: ReturnType<typeof useQueryClient>, id: string): Chat | undefined {
  for (const [, data] of client.getQueriesData<ListData>({ queryKey: chatKeys.lists })) {
    for (const page of data?.pages ?? []) {
      const found = page.results.find((chat) => chat.id === id);
      if (found) return found;
    }
  }
  return undefined;
}

import { useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense } from 'react';
import { hasCode } from '@/api/errors';
import type { Chat, ChatAccount } from '@/api/types';
import { accountsQuery } from '@/domain/chat-accounts/queries';
import { chatKeys } from '@/domain/chats/keys';
import { chatQuery } from '@/domain/chats/queries';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { ConversationHead } from './conversation-head';
import { ComposerSkeleton, ConversationSkeleton } from './conversation-skeleton';
import { Feed } from './feed';
import { type ConversationParts, Parts } from './parts';

type Props = { chatId: string; onLeave: () => void; parts: ConversationParts };

/** One chat: who, what was said, and the place to answer. */
export function Conversation({ chatId, onLeave, parts }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const chat = useQuery({ ...chatQuery(chatId), placeholderData: () => fromLists(client, chatId) });
  const accounts = useQuery(accountsQuery());
  const known = chat.data ?? fromLists(client, chatId);
  if (chat.isError && !chat.data) {
    if (hasCode(chat.error, 'not_found')) {
      return <Empty icon="chats" title={t`Такого чата нет`}>{t`Возможно, он в другой организации.`}</Empty>;
    }
    if (!known) return <Failure error={chat.error} onRetry={() => void chat.refetch()} />;
  }
  if (!known) return <ConversationSkeleton />;
  const account = accounts.data?.find((one) => one.id === known.chat_account.id);
  return <OpenChat chat={known} account={account} onLeave={onLeave} parts={parts} />;
}

function OpenChat({
  chat,
  account,
  onLeave,
  parts,
}: Omit<Props, 'chatId'> & { chat: Chat; account: ChatAccount | undefined }) {
  const { HeadActions, Company, Find, StateLine, Composer } = parts;
  return (
    <Parts value={parts}>
      <div className="flex h-full min-h-0 flex-col">
        <ConversationHead
          chat={chat}
          account={account}
          onLeave={onLeave}
          actions={
            <Suspense fallback={<div className="phone:h-9 phone:basis-full" />}>
              <HeadActions key={chat.id} chat={chat} />
            </Suspense>
          }
          company={
            <Suspense>
              <Company chatId={chat.id} />
            </Suspense>
          }
        />
        <Suspense>
          <Find key={`find-${chat.id}`} chatId={chat.id} />
        </Suspense>
        <Feed key={chat.id} chat={chat} />
        {/* What is said about a deed stands above this on a phone. */}
        <div className="shrink-0 [anchor-name:--answer]">
          <Suspense>
            <StateLine key={`state-${chat.id}`} chat={chat} />
          </Suspense>
          <Suspense fallback={<ComposerSkeleton />}>
            <Composer key={`composer-${chat.id}`} chat={chat} account={account} />
          </Suspense>
        </div>
      </div>
    </Parts>
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

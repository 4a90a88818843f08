import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useCallback } from 'react';
import { useNavigate } from 'react-router';
import type { Chat } from '@/api/types';
import { Conversation } from '@/features/conversation/conversation';
import { InboxPane } from '@/features/inbox/inbox-pane';
import { useInboxUrl } from '@/features/inbox/use-inbox-url';
import { usePhone } from '@/lib/use-media';
import { Boundary } from '@/ui/boundary';
import { Empty } from '@/ui/empty';
import { withWords } from '../language';

const ChatActions = lazy(() => withWords(import('@/features/chat-actions/chat-actions')));

const actions = (chat: Chat, place: 'head' | 'answer') => (
  <Suspense>
    <ChatActions key={chat.id} chat={chat} place={place} />
  </Suspense>
);

/** List and conversation side by side; on a phone one after the other, with real steps for Back. */
export default function InboxRoute() {
  const { t } = useLingui();
  const phone = usePhone();
  const navigate = useNavigate();
  const { filters, change } = useInboxUrl();
  const { chat } = filters;
  const leave = useCallback(() => {
    const steps: unknown = window.history.state?.idx;
    if (phone && typeof steps === 'number' && steps > 0) navigate(-1);
    else change({ chat: null }, { replace: true });
  }, [phone, navigate, change]);

  return (
    <div className="grid h-full min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)] md:grid-cols-[360px_minmax(0,1fr)] strip:grid-cols-[320px_minmax(0,1fr)]">
      {phone && chat !== null ? null : (
        <Boundary>
          <InboxPane filters={filters} change={change} />
        </Boundary>
      )}
      {phone && chat === null ? null : (
        <main id="conversation" aria-label={t`Переписка`} className="relative min-h-0 min-w-0 bg-bg">
          {chat === null ? (
            <Empty icon="chats" title={t`Выберите чат`}>
              <span className="coarse:hidden">{t`Клавиши J и K идут по списку, Enter открывает ответ, ? показывает все.`}</span>
            </Empty>
          ) : (
            <Boundary resetKey={chat}>
              <Conversation chatId={chat} onLeave={leave} actions={actions} />
            </Boundary>
          )}
        </main>
      )}
    </div>
  );
}

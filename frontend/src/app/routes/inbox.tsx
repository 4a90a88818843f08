import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useCallback } from 'react';
import { useNavigate } from 'react-router';
import { Conversation } from '@/features/conversation/conversation';
import type { ConversationParts } from '@/features/conversation/parts';
import { InboxPane } from '@/features/inbox/inbox-pane';
import { useInboxUrl } from '@/features/inbox/use-inbox-url';
import { useCommand } from '@/lib/commands';
import { usePhone } from '@/lib/use-media';
import { Boundary } from '@/ui/boundary';
import { Empty } from '@/ui/empty';
import { withWords } from '../language';

type Desk = typeof import('./inbox-desk');
let coming: Promise<Desk> | null = null;
/** Asked for by the first part that is drawn, so that nothing of it comes before the list. */
const desk = (): Promise<Desk> => {
  coming ??= withWords(import('./inbox-desk'), 'desk');
  return coming;
};

const PARTS: ConversationParts = {
  HeadActions: lazy(async () => ({ default: (await desk()).HeadActions })),
  StateLine: lazy(async () => ({ default: (await desk()).StateLine })),
  Company: lazy(async () => ({ default: (await desk()).Company })),
  Find: lazy(async () => ({ default: (await desk()).Find })),
  Composer: lazy(async () => ({ default: (await desk()).Composer })),
  EventLine: lazy(async () => ({ default: (await desk()).EventLine })),
  DeedLines: lazy(async () => ({ default: (await desk()).DeedLines })),
  LiveLog: lazy(async () => ({ default: (await desk()).LiveLog })),
  NoteBubble: lazy(async () => ({ default: (await desk()).NoteBubble })),
  OwnBubble: lazy(async () => ({ default: (await desk()).OwnBubble })),
};
const ContextPane = lazy(async () => ({ default: (await desk()).ContextPane }));
const SelectionBar = lazy(async () => ({ default: (await desk()).SelectionBar }));

const ListCompanies = lazy(async () => ({ default: (await desk()).ListCompanies }));
const RowCompany = lazy(async () => ({ default: (await desk()).RowCompany }));
const EmptyList = lazy(async () => ({ default: (await desk()).EmptyList }));

const FirstSteps = lazy(() => withWords(import('@/features/first-steps/first-steps')));

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
  useCommand('leave', () => {
    leave();
    document.getElementById('chat-list')?.focus();
  });
  const steps = (
    <Suspense>
      <FirstSteps />
    </Suspense>
  );

  return (
    <div className="grid h-full min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)] md:grid-cols-[360px_minmax(0,1fr)] strip:grid-cols-[320px_minmax(0,1fr)]">
      {phone && chat !== null ? null : (
        <Boundary>
          <InboxPane
            SelectionBar={SelectionBar}
            ListCompanies={ListCompanies}
            RowCompany={RowCompany}
            EmptyList={EmptyList}
            intro={phone ? steps : null}
            filters={filters}
            change={change}
          />
        </Boundary>
      )}
      {phone && chat === null ? null : (
        <div className="flex min-h-0 min-w-0">
          <main id="conversation" aria-label={t`Переписка`} className="relative min-h-0 min-w-0 flex-1 bg-bg">
            {chat === null ? (
              <Empty icon="chats" title={t`Выберите чат`} action={steps}>
                <span className="coarse:hidden">{t`Клавиши J и K идут по списку, Enter открывает ответ, ? показывает все.`}</span>
              </Empty>
            ) : (
              <Boundary resetKey={chat}>
                <Conversation chatId={chat} onLeave={leave} parts={PARTS} />
              </Boundary>
            )}
          </main>
          <Suspense>{chat === null ? null : <ContextPane key={chat} chatId={chat} />}</Suspense>
        </div>
      )}
    </div>
  );
}

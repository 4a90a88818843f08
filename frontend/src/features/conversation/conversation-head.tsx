import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Chat, ChatAccount } from '@/api/types';
import { takeFocusIntent } from '@/domain/chats/focus-intent';
import { ChatChip } from '@/domain/deadline/chat-chip';
import { windowHasPassed } from '@/domain/deadline/chip';
import { useDateStyle } from '@/domain/session/workspace';
import { clockTime, dateAndTime, daysAgo } from '@/lib/dates';
import { usePhone } from '@/lib/use-media';
import { useNow } from '@/lib/use-now';
import { zoneMark } from '@/lib/zone';
import { IconButton } from '@/ui/button';
import { Copyable } from '@/ui/copyable';

/** Who and what this chat is about, and both clocks: our own target and the marketplace's window. */
export function ConversationHead({
  chat,
  account,
  onLeave,
  actions,
  company,
}: {
  chat: Chat;
  account: ChatAccount | undefined;
  onLeave: () => void;
  actions: ReactNode;
  company: ReactNode;
}) {
  const { t } = useLingui();
  // Alone on the screen it is what the page is about.
  const Heading = usePhone() ? 'h1' : 'h2';
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new chat is what asks for the focus
  useEffect(() => {
    if (takeFocusIntent('heading')) heading.current?.focus();
  }, [chat.id]);
  const buyer =
    chat.buyer_name ??
    (chat.buyer_external_id ? t`Покупатель …${chat.buyer_external_id.slice(-4)}` : t`Покупатель`);
  return (
    <header className="@container flex items-start gap-2 border-b border-line bg-panel px-5 py-3 phone:flex-wrap phone:items-center phone:gap-y-0 phone:px-2 phone:py-1">
      <IconButton icon="back" label={t`К списку чатов`} onClick={onLeave} className="md:hidden" />
      <div className="min-w-0 flex-1 phone:contents">
        <div className="flex items-start gap-3 phone:contents">
          <Heading
            ref={heading}
            tabIndex={-1}
            className="min-w-0 flex-1 truncate text-lg/[1.5rem] font-semibold outline-none phone:basis-[8rem]"
            title={chat.title}
          >
            {chat.title}
          </Heading>
          <ChatChip chat={chat} account={account} />
          {actions}
        </div>
        <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink2 phone:mt-0 phone:basis-full phone:gap-y-0 phone:px-2">
          {buyer === chat.title ? null : (
            // Four digits that tell nothing give way to the order where there is little room.
            <span className={chat.buyer_name === null && chat.order_number ? 'phone:hidden' : ''}>
              {buyer}
            </span>
          )}
          {chat.order_number ? <Copyable label={t`Заказ`} value={chat.order_number} /> : null}
          {chat.sku ? (
            <span className="phone:hidden">
              <Copyable label="SKU" value={chat.sku} />
            </span>
          ) : null}
          <span className="text-ink3 phone:hidden">{chat.chat_account.title}</span>
          <WindowNote chat={chat} />
          {company}
        </div>
      </div>
    </header>
  );
}

function WindowNote({ chat }: { chat: Chat }) {
  const { t } = useLingui();
  const style = useDateStyle();
  const closes = chat.clock.window_closes_at === null ? null : Date.parse(chat.clock.window_closes_at);
  const now = useNow(closes);
  if (closes === null || chat.clock.state === 'none') return null;
  const time = daysAgo(closes, now, style) === 0 ? clockTime(closes, style) : dateAndTime(closes, now, style);
  const moment = `${time} ${zoneMark(style, now)}`.trim();
  if (chat.clock.window_refused_at !== null) return <span className="text-bad">{t`Окно Ozon закрыто`}</span>;
  if (windowHasPassed(chat.clock, now))
    return <span className="text-warn">{t`Окно Ozon прошло ${moment}`}</span>;
  return (
    <span>
      {chat.clock.window_is_estimate ? t`Окно Ozon: обычно до ${moment}` : t`Окно Ozon: до ${moment}`}
    </span>
  );
}

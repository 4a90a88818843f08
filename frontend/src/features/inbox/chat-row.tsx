import { useLingui } from '@lingui/react/macro';
import { type ComponentType, memo, Suspense } from 'react';
import type { Chat, ChatAccount, Company } from '@/api/types';
import { ChatChip } from '@/domain/deadline/chat-chip';
import { nearMoment } from '@/domain/deadline/words';
import { useUnsavedText } from '@/domain/replies/drafts';
import { useDateStyle, useWorkspace } from '@/domain/session/workspace';
import { fullDate, listTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { Chip } from '@/ui/chip';
import { Icon } from '@/ui/icon';
import { Mark } from '@/ui/mark';

export type ChatRowProps = {
  chat: Chat;
  account: ChatAccount | undefined;
  Company: ComponentType<Pick<Company, 'others'>>;
  /** Who else has it open. */
  others: Company['others'] | undefined;
  id: string;
  selected: boolean;
  focused: boolean;
  gone: boolean;
  failedHere: boolean;
  showAccount: boolean;
  position: number;
  total: number;
  /** Null while no chat is ticked. */
  ticked: boolean | null;
  onClick: (id: string, event: React.MouseEvent) => void;
};

/** One chat, three lines in 76 px: who and when, the last words, the context with one chip and the badge. */
export const ChatRow = memo(function ChatRow(props: ChatRowProps) {
  const { chat, selected } = props;
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const { storageKey, me } = useWorkspace();
  const writer = chat.last_author_name;
  const draft = useUnsavedText(storageKey, chat.id) ?? chat.draft?.text ?? '';
  const unread = chat.unread_count > 0;
  const at = chat.last_message_at === null ? null : Date.parse(chat.last_message_at);
  const snoozed = chat.snoozed_until === null ? 0 : Date.parse(chat.snoozed_until);
  const until = snoozed > now ? t`отложен до ${nearMoment(i18n, snoozed, now, style)}` : null;
  const chip = chipOf(props, until);
  const context = [
    chip === 'snoozed' ? null : until,
    ...rowContext(chat, props.showAccount, t`Заказ`),
    chip === 'responsible' ? null : chat.assignee?.name,
  ]
    .filter(Boolean)
    .join(' · ');

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox owns the keys, a row is reached by aria-activedescendant
    // biome-ignore lint/a11y/useFocusableInteractive: same
    <div
      id={props.id}
      role="option"
      aria-selected={props.ticked ?? selected}
      aria-posinset={props.position}
      aria-setsize={props.total}
      onClick={(event) => props.onClick(chat.id, event)}
      className={`relative flex h-[calc(16px+3.75rem)] items-center gap-3 border-b border-line pr-3 pl-4 ${
        (props.ticked ?? selected) ? 'bg-accent-soft' : 'bg-panel hover:bg-bg'
      } ${props.focused ? 'outline-2 -outline-offset-2 outline-accent' : ''} ${props.gone ? 'text-ink3' : ''}`}
    >
      {selected ? <span className="absolute inset-y-0 left-0 w-[3px] bg-accent" /> : null}
      {props.ticked === null ? (
        <Mark icon={chat.product_title || chat.order_number ? 'shop' : 'user'} />
      ) : (
        <Tick on={props.ticked} />
      )}
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <span className={`min-w-0 flex-1 truncate ${unread ? 'font-semibold' : ''}`}>{chat.title}</span>
          {selected && props.ticked !== null ? <span className="sr-only">{t`открыт`}</span> : null}
          {at === null ? null : (
            <time
              key={chat.id}
              dateTime={chat.last_message_at ?? ''}
              onMouseEnter={({ currentTarget }) => {
                currentTarget.title = fullDate(at, style);
              }}
              className="shrink-0 text-xs text-ink3"
            >
              {listTime(at, now, style)}
            </time>
          )}
        </div>
        <div className={`truncate text-sm ${unread && !draft ? 'font-medium text-ink' : 'text-ink2'}`}>
          {draft ? (
            <>
              <span className="text-bad">{t`Черновик:`}</span> {draft}
            </>
          ) : (
            <>
              {chat.last_author === 'seller' ? (
                <span className="text-ink3">
                  {writer === null || writer === me.user?.name ? t`Вы:` : `${firstName(writer)}:`}{' '}
                </span>
              ) : null}
              {chat.preview}
            </>
          )}
        </div>
        <div className="mt-0.5 flex items-center gap-1.5">
          <span className="min-w-0 flex-1 truncate text-xs text-ink3">
            {props.others === undefined ? null : (
              <Suspense>
                <props.Company others={props.others} />
              </Suspense>
            )}
            {context}
          </span>
          <StateChip chat={chat} account={props.account} chip={chip} until={until} />
          {unread ? (
            <span className="flex min-h-5 min-w-5 shrink-0 items-center justify-center rounded-full bg-accent px-1.5 text-xs font-semibold text-on-accent">
              {chat.unread_count > 99 ? '99+' : chat.unread_count}
              <span className="sr-only"> {t`непрочитанное`}</span>
            </span>
          ) : null}
        </div>
      </div>
    </div>
  );
});

function Tick({ on }: { on: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={`flex size-9 shrink-0 items-center justify-center rounded-full border-2 ${
        on ? 'border-accent bg-accent text-on-accent' : 'border-line-strong'
      }`}
    >
      {on ? <Icon name="check" /> : null}
    </span>
  );
}

type RowChip = 'failed' | 'unclear' | 'closed' | 'clock' | 'snoozed' | 'responsible';

/** The heaviest thing to know of a chat; who takes care of it goes before that all is answered. */
function chipOf({ chat, failedHere, gone }: ChatRowProps, until: string | null): RowChip {
  if (failedHere || chat.reply_state === 'failed') return 'failed';
  if (chat.reply_state === 'unclear') return 'unclear';
  if (chat.status === 'closed') return 'closed';
  if (chat.clock.due_at !== null || gone) return 'clock';
  if (until !== null) return 'snoozed';
  return chat.assignee === null ? 'clock' : 'responsible';
}

function StateChip({
  chat,
  account,
  chip,
  until,
}: Pick<ChatRowProps, 'chat' | 'account'> & { chip: RowChip; until: string | null }) {
  const { t } = useLingui();
  const name = chat.assignee?.name ?? '';
  switch (chip) {
    case 'failed':
      return <Chip icon="alert" look="bad" text={t`не отправлено`} />;
    case 'unclear':
      return <Chip icon="hourglass" look="warn" text={t`проверяем`} />;
    case 'closed':
      return <Chip icon="check" look="quiet" text={t`закрыт`} />;
    case 'clock':
      return <ChatChip chat={chat} account={account} />;
    case 'snoozed':
      return <Chip icon="moon" look="outline" text={until ?? ''} />;
    case 'responsible':
      return <Chip icon="user" look="outline" text={firstName(name)} words={t`Ответственный: ${name}`} />;
  }
}

const firstName = (name: string): string => name.split(/[\s@]/)[0] ?? name;

function rowContext(chat: Chat, showAccount: boolean, orderWord: string): (string | null)[] {
  return [
    chat.product_title !== chat.title ? chat.product_title : null,
    chat.order_number && !chat.title.includes(chat.order_number) ? `${orderWord} ${chat.order_number}` : null,
    chat.product_title === null && chat.sku ? `SKU ${chat.sku}` : null,
    showAccount ? chat.chat_account.title : null,
  ];
}

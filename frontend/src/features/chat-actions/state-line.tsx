import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Chat } from '@/api/types';
import { nearMoment } from '@/domain/deadline/words';
import { useDateStyle } from '@/domain/session/workspace';
import { useFocusLeft } from '@/lib/use-focus-left';
import { useNow } from '@/lib/use-now';
import { Button } from '@/ui/button';
import { Icon, type IconName } from '@/ui/icon';
import { HEADING } from './passing-button';
import { useChatAction } from './use-chat-action';
import { useWaive } from './use-waive';

/** Above the answer: that the chat is put off or closed, or that thanks may need no answer. */
export function StateLine({ chat }: { chat: Chat }) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const until = chat.snoozed_until === null ? null : Date.parse(chat.snoozed_until);
  const now = useNow(until);
  const act = useChatAction(chat);
  const waive = useWaive(chat);
  const reopen = (
    <Button className="!min-h-7" onClick={() => void act({ kind: 'reopen' })}>
      {t`Открыть снова`}
    </Button>
  );
  if (chat.status === 'closed') {
    const at = chat.closed === null ? '' : nearMoment(i18n, Date.parse(chat.closed.at), now, style);
    return (
      <Line icon="archive" action={reopen}>
        {chat.closed === null ? t`Чат закрыт.` : t`Чат закрыт: ${chat.closed.by}, ${at}.`}{' '}
        {t`Он откроется сам, когда покупатель напишет.`}
      </Line>
    );
  }
  if (until !== null && until > now) {
    const moment = nearMoment(i18n, until, now, style);
    const due = chat.clock.due_at === null ? null : Date.parse(chat.clock.due_at);
    const warning = chat.snooze_outlasts.includes('target')
      ? due !== null && due <= now
        ? t`Срок ответа уже прошёл.`
        : t`Срок ответа наступит раньше.`
      : chat.snooze_outlasts.includes('window')
        ? t`Окно Ozon закроется раньше.`
        : null;
    return (
      <Line icon="moon" action={reopen}>
        {t`Отложен до ${moment}.`} {warning ? <strong className="text-warn">{warning}</strong> : null}
      </Line>
    );
  }
  if (chat.suggests_waive && chat.clock.due_at !== null) {
    return (
      <Line
        icon="question"
        action={<Button className="!min-h-7" onClick={waive}>{t`Ответ не требуется`}</Button>}
      >
        {t`Похоже на благодарность: ответ, возможно, не нужен.`}
      </Line>
    );
  }
  return null;
}

function Line({ icon, action, children }: { icon: IconName; action: ReactNode; children: ReactNode }) {
  const box = useFocusLeft<HTMLDivElement>(HEADING);
  return (
    <div ref={box} className="border-t border-line bg-panel px-5 py-1.5 phone:px-3">
      <div className="mx-auto flex max-w-4xl flex-wrap items-center gap-x-3 gap-y-1 text-ink2">
        <Icon name={icon} size={16} />
        <p className="min-w-40 flex-1">{children}</p>
        {action}
      </div>
    </div>
  );
}

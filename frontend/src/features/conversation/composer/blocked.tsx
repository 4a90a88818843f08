import { useLingui } from '@lingui/react/macro';
import type { Chat } from '@/api/types';
import { MendLink } from '@/domain/chat-accounts/mend-link';
import { usePresence } from '@/domain/presence/use-presence';
import { useKeptDraft } from '@/domain/replies/draft-returns';
import { useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { Icon } from '@/ui/icon';

/** Where answering is known to be impossible: the reason and what can be done. A note is always possible. */
export function Blocked({ chat, onNote }: { chat: Chat; onNote: () => void }) {
  const { t } = useLingui();
  const { storageKey } = useWorkspace();
  const kept = useKeptDraft(storageKey, chat.id);
  usePresence(chat.id, false);
  return (
    <section aria-label={t`Ответ`} className="border-t border-line bg-panel px-5 py-4 phone:px-3">
      <div className="mx-auto flex max-w-4xl flex-wrap items-start gap-3 rounded-lg bg-warn-soft p-3 text-warn">
        <Icon name="lock" className="mt-px" />
        <div className="min-w-48 flex-1">
          <p className="font-medium">{chat.send_blocked_text ?? t`Ответить сейчас нельзя`}</p>
          {chat.send_blocked_remedy ? <p>{chat.send_blocked_remedy}</p> : null}
        </div>
        <MendLink code={chat.send_blocked_code ?? ''} accountId={chat.chat_account.id} />
        <Button icon="lock" title="N" onClick={onNote}>
          {t`Заметка для команды`}
        </Button>
      </div>
      {kept.trim() === '' ? null : (
        <div className="mx-auto mt-3 flex max-w-4xl flex-wrap items-start gap-3">
          <div className="min-w-48 flex-1">
            <p className="mb-1 text-sm text-ink2">{t`Ваш неотправленный текст`}</p>
            <p className="max-h-[20dvh] overflow-y-auto whitespace-pre-wrap">{kept}</p>
          </div>
          <CopyButton text={kept} />
        </div>
      )}
    </section>
  );
}

import { useLingui } from '@lingui/react/macro';
import { Link } from 'react-router';
import type { Chat, ChatAccount } from '@/api/types';
import { useWorkspace } from '@/domain/session/workspace';
import { Icon } from '@/ui/icon';
import { Composer } from './composer';

const FIXED_IN_ACCOUNT = new Set([
  'account_paused',
  'account_not_connected',
  'key_invalid',
  'key_expired',
  'key_deactivated',
  'key_role_missing',
  'network_not_allowed',
]);

/** The composer, or, where answering is known to be impossible, the reason and what can be done. */
export function ComposerPane({ chat, account }: { chat: Chat; account: ChatAccount | undefined }) {
  const { t } = useLingui();
  const { slug } = useWorkspace();
  if (chat.can_send) return <Composer chat={chat} account={account} />;
  const code = chat.send_blocked_code ?? '';
  return (
    <section aria-label={t`Ответ`} className="border-t border-line bg-panel px-5 py-4 phone:px-3">
      <div className="mx-auto flex max-w-4xl items-start gap-3 rounded-lg bg-warn-soft p-3 text-warn">
        <Icon name="lock" className="mt-px" />
        <div className="min-w-0 flex-1">
          <p className="font-medium">{chat.send_blocked_text ?? t`Ответить сейчас нельзя`}</p>
          {chat.send_blocked_remedy ? <p>{chat.send_blocked_remedy}</p> : null}
        </div>
        {FIXED_IN_ACCOUNT.has(code) ? (
          <Link
            to={`/w/${slug}/settings/accounts/${chat.chat_account.id}`}
            className="inline-flex min-h-8 items-center font-medium underline"
          >
            {t`Открыть кабинет`}
          </Link>
        ) : null}
      </div>
    </section>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ImportProgress } from '@/domain/chat-accounts/import-progress';
import { accountQuery } from '@/domain/chat-accounts/queries';
import { inboxPath } from '@/domain/chats/filters';
import { useWorkspace } from '@/domain/session/workspace';
import { Failure } from '@/ui/failure';
import { Icon } from '@/ui/icon';
import { Notice } from '@/ui/notice';

const WATCH_MS = 2_000;

/** History is loading, newest first: there is no need to wait for its end. */
export function ImportStep({ accountId }: { accountId: string }) {
  const { t } = useLingui();
  const { slug } = useWorkspace();
  const account = useQuery({
    ...accountQuery(accountId),
    refetchInterval: (query) => (query.state.data?.import.state === 'done' ? false : WATCH_MS),
  });
  if (account.isError && !account.data)
    return <Failure error={account.error} onRetry={() => void account.refetch()} />;
  const state = account.data?.import.state;
  return (
    <div className="space-y-5">
      <p className="flex items-center gap-2 font-medium text-ok">
        <Icon name="check" />
        {t`Кабинет подключён`}
      </p>
      {account.data && state === 'done' ? (
        <p>{t`История загружена.`}</p>
      ) : account.data && state === 'failed' ? (
        <Notice look="warn">{t`Историю загрузить не удалось: пока не прочитан ни один чат. Попытки продолжаются: чаты появятся, когда Ozon их отдаст.`}</Notice>
      ) : account.data ? (
        <>
          <ImportProgress account={account.data} />
          <p className="text-ink2">{t`Сначала загружаются свежие чаты: с ними уже можно работать, остальные появятся сами.`}</p>
        </>
      ) : (
        <div className="skeleton h-10" />
      )}
      <Link
        to={inboxPath(slug)}
        className="inline-flex min-h-9 items-center rounded-md bg-accent px-4 font-medium text-on-accent hover:bg-accent-hover coarse:min-h-11"
      >
        {t`Перейти к чатам`}
      </Link>
    </div>
  );
}

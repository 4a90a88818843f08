import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { hasCode } from '@/api/errors';
import { isConnected } from '@/domain/chat-accounts/freshness';
import { accountQuery } from '@/domain/chat-accounts/queries';
import { useWorkspace } from '@/domain/session/workspace';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { Icon } from '@/ui/icon';
import { Section } from '@/ui/section';
import { AccountSwitches } from './account-switches';
import { AccountWords } from './account-words';
import { Capabilities } from './capabilities';
import { DisconnectForm } from './disconnect-form';
import { KeyForm } from './key-form';
import { RenameForm } from './rename-form';
import { RunNow } from './run-now';
import { SyncRuns } from './sync-runs';

/** Everything about one cabinet. */
export function AccountPage({ id }: { id: string }) {
  const { t } = useLingui();
  const { slug, isOwner } = useWorkspace();
  const query = useQuery(accountQuery(id));
  if (query.isError && !query.data) {
    if (hasCode(query.error, 'not_found')) return <Empty icon="shop" title={t`Такого кабинета нет`} />;
    return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) return <div className="skeleton h-40 !rounded-lg" />;
  const account = query.data;
  const live = isConnected(account);
  return (
    <>
      <Link
        to={`/w/${slug}/settings/accounts`}
        className="mb-2 inline-flex min-h-6 items-center gap-1 text-accent hover:underline coarse:min-h-11"
      >
        <Icon name="back" size={16} />
        {t`Все кабинеты`}
      </Link>
      <h1 className="mb-4 text-xl font-semibold break-words">{account.title}</h1>
      <Section
        title={t`Состояние`}
        hint={`Ozon · Client ID ${account.external_id}`}
        action={live && isOwner ? <RunNow account={account} /> : null}
      >
        <AccountWords account={account} />
      </Section>
      {live ? (
        <Section title={t`Что доступно`}>
          <Capabilities account={account} />
        </Section>
      ) : null}
      {live && isOwner ? (
        <>
          <Section title={t`Название`} hint={t`Видно только вам и вашей команде.`}>
            <RenameForm account={account} />
          </Section>
          <Section title={t`Работа с чатами`}>
            <AccountSwitches account={account} />
          </Section>
          <Section title={t`Ключ API`} hint={t`Сейчас: ключ, который кончается на ${account.key_hint}`}>
            <KeyForm account={account} />
          </Section>
        </>
      ) : null}
      <Section title={t`Последние обновления`}>
        <SyncRuns id={account.id} />
      </Section>
      {live && isOwner ? (
        <Section title={t`Отключить кабинет`}>
          <DisconnectForm account={account} />
        </Section>
      ) : null}
      {isOwner ? null : (
        <p className="text-ink3">{t`Менять настройки кабинета может владелец организации.`}</p>
      )}
    </>
  );
}

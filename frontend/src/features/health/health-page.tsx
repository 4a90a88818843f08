import { useLingui } from '@lingui/react/macro';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, unwrap } from '@/api/client';
import type { ChatAccount } from '@/api/types';
import { freshnessOf, isConnected } from '@/domain/chat-accounts/freshness';
import { FreshnessMark } from '@/domain/chat-accounts/freshness-mark';
import { accountsQuery, syncRunsQuery } from '@/domain/chat-accounts/queries';
import { RunLine } from '@/domain/chat-accounts/run-line';
import { inboxPath } from '@/domain/chats/filters';
import { useDateStyle, useWorkspace } from '@/domain/session/workspace';
import { clockSeconds } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { Failure } from '@/ui/failure';
import { Section } from '@/ui/section';
import { Parts } from './parts';

const LAST_RUNS = 3;

const healthQuery = () =>
  queryOptions({
    queryKey: ['health'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/health', { signal })),
    refetchInterval: 15_000,
  });

/** Is everything read and sent in time: the same numbers that our own alerts read. */
export function HealthPage() {
  const { t, i18n } = useLingui();
  const { slug } = useWorkspace();
  const style = useDateStyle();
  const health = useQuery(healthQuery());
  const accounts = useQuery(accountsQuery());
  return (
    <main id="page" tabIndex={-1} className="thin-scroll h-full overflow-y-auto bg-bg outline-none">
      <div className="mx-auto max-w-3xl px-6 py-6 phone:px-4 phone:py-4">
        <h1 className="text-xl font-semibold">{t`Состояние`}</h1>
        <p className="mb-4 text-ink3">
          {health.data ? t`Проверено в ${clockSeconds(Date.parse(health.data.now), style)}` : ' '}
        </p>
        {health.isError && !health.data ? (
          <Failure error={health.error} onRetry={() => void health.refetch()} />
        ) : null}
        {(accounts.data ?? []).filter(isConnected).map((account) => (
          <AccountHealth key={account.id} account={account} slug={slug} />
        ))}
        {health.data ? (
          <>
            <Section title={t`Ответы в пути`}>
              <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
                {[
                  { name: t`в очереди`, count: health.data.replies.queued, bad: false },
                  { name: t`отправляются`, count: health.data.replies.sending, bad: false },
                  { name: t`проверяем`, count: health.data.replies.unclear, bad: false },
                  { name: t`не отправлены`, count: health.data.replies.failed, bad: true },
                ].map((item) => (
                  <div key={item.name} className="flex flex-col-reverse">
                    <dt className="text-sm text-ink2">{item.name}</dt>
                    <dd className={`text-xl font-semibold ${item.bad && item.count > 0 ? 'text-bad' : ''}`}>
                      {i18n.number(item.count)}
                    </dd>
                  </div>
                ))}
              </dl>
              {health.data.replies.failed > 0 ? (
                <Link
                  to={inboxPath(slug, { view: 'failed' })}
                  className="mt-3 inline-flex min-h-6 items-center text-accent underline"
                >
                  {t`Открыть неотправленные`}
                </Link>
              ) : null}
            </Section>
            <Section title={t`Части системы`}>
              <Parts parts={health.data.parts} />
            </Section>
          </>
        ) : null}
      </div>
    </main>
  );
}

function AccountHealth({ account, slug }: { account: ChatAccount; slug: string }) {
  const { t } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const runs = useQuery(syncRunsQuery(account.id));
  const freshness = freshnessOf(account, now);
  return (
    <Section
      title={account.title}
      hint={
        account.fresh_at === null
          ? t`Ещё не обновлялся`
          : t`Данные на ${clockSeconds(Date.parse(account.fresh_at), style)}`
      }
      action={
        <Link
          to={`/w/${slug}/settings/accounts/${account.id}`}
          className="inline-flex min-h-6 items-center text-accent underline"
        >
          {t`Настройки кабинета`}
        </Link>
      }
    >
      <p className="flex items-center gap-2">
        <FreshnessMark freshness={freshness} />
        {account.state === 'active'
          ? freshness === 'ok'
            ? t`Сообщения приходят вовремя`
            : t`Сообщения могут опаздывать`
          : account.state_text}
      </p>
      {account.remedy ? <p className="mt-1 text-ink2">{account.remedy}</p> : null}
      {runs.data && runs.data.length > 0 ? (
        <ul className="mt-2 divide-y divide-line border-t border-line">
          {runs.data.slice(0, LAST_RUNS).map((run) => (
            <RunLine key={run.id} run={run} />
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

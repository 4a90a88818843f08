import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useConnected } from '@/domain/changes/use-connected';
import { type AccountTrouble, worstTrouble } from '@/domain/chat-accounts/freshness';
import { accountsQuery } from '@/domain/chat-accounts/queries';
import { openChatOf } from '@/domain/chats/filters';
import { longSpan } from '@/domain/deadline/words';
import { stoppedEntries } from '@/domain/replies/outbox';
import { useOutboxEntries } from '@/domain/replies/outbox-context';
import { accessEnds } from '@/domain/session/access';
import { useWorkspace } from '@/domain/session/workspace';
import { useNow } from '@/lib/use-now';
import { withWords } from '../language';
import { BANNER_WAY, Banner } from './banner';

const UnsentBanner = lazy(() => withWords(import('./unsent-banner'), 'desk'));
const AccessBanner = lazy(() => withWords(import('./access-banner')));

/** At most one at a time, the heaviest. */
export function Banners() {
  const { t } = useLingui();
  const { slug, me } = useWorkspace();
  const now = useNow();
  const connected = useConnected();
  const accounts = useQuery(accountsQuery());
  const trouble = worstTrouble(accounts.data ?? [], now);
  const unsent = stoppedEntries(useOutboxEntries(), openChatOf(useLocation()));
  const outdated = useOutdated();
  const access = accessEnds(me.access) ? (
    <Suspense>
      <AccessBanner />
    </Suspense>
  ) : null;

  if (!connected) {
    return (
      <Banner
        kind="offline"
        look="bg-sunken text-ink"
        icon="offline"
        text={t`Нет связи. Ответы уйдут, когда она вернётся.`}
      />
    );
  }
  if (outdated) {
    return (
      <Banner
        kind="outdated"
        look="bg-accent-soft text-accent"
        icon="refresh"
        text={t`Доступна новая версия. Набранное сохранится.`}
        way={
          <button type="button" className={BANNER_WAY} onClick={() => window.location.reload()}>
            {t`Обновить`}
          </button>
        }
      />
    );
  }
  if (unsent.length > 0) {
    return (
      <Suspense>
        <UnsentBanner entries={unsent} />
      </Suspense>
    );
  }
  if (!trouble || me.access?.can_send === false) return access;
  const bad = trouble.kind !== 'stale';
  return (
    <Banner
      kind={`${trouble.kind}-${trouble.account.id}`}
      look={bad ? 'bg-bad-soft text-bad' : 'bg-warn-soft text-warn'}
      icon={bad ? 'alert' : 'clock'}
      text={<TroubleText trouble={trouble} />}
      way={
        <Link to={`/w/${slug}/settings/accounts/${trouble.account.id}`} className={BANNER_WAY}>
          {trouble.kind === 'key' ? t`Обновить ключ` : t`Подробнее`}
        </Link>
      }
    />
  );
}

/** Whether a part of the application is gone from the server: another version has taken its place. */
function useOutdated(): boolean {
  const [outdated, setOutdated] = useState(false);
  useEffect(() => {
    const note = () => setOutdated(navigator.onLine);
    window.addEventListener('vite:preloadError', note);
    return () => window.removeEventListener('vite:preloadError', note);
  }, []);
  return outdated;
}

function TroubleText({ trouble }: { trouble: AccountTrouble }) {
  const { t, i18n } = useLingui();
  const { title } = trouble.account;
  if (trouble.kind === 'stale') {
    const age = longSpan(i18n, trouble.minutes);
    return <>{t`Кабинет «${title}» не обновлялся ${age}: новые сообщения могут опаздывать.`}</>;
  }
  if (trouble.kind === 'closed') {
    return <>{t`Кабинет «${title}»: подписка не открывает сообщения, новые не видны.`}</>;
  }
  return (
    <>
      {t`Кабинет «${title}»:`} {trouble.account.state_text ?? t`чаты не обновляются.`}
    </>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { Link } from 'react-router';
import { connection } from '@/domain/changes/connection';
import { type AccountTrouble, worstTrouble } from '@/domain/chat-accounts/freshness';
import { accountsQuery } from '@/domain/chat-accounts/queries';
import { longSpan } from '@/domain/deadline/words';
import { useWorkspace } from '@/domain/session/workspace';
import { useNow } from '@/lib/use-now';
import { useOnline } from '@/lib/use-online';
import { IconButton } from '@/ui/button';
import { Icon, type IconName } from '@/ui/icon';

/** At most one at a time, the heaviest; folded it stays as a thin line while its cause lasts. */
export function Banners() {
  const { t } = useLingui();
  const { slug } = useWorkspace();
  const now = useNow();
  const online = useOnline();
  const answered = useSyncExternalStore(connection.subscribe, connection.get);
  const accounts = useQuery(accountsQuery());
  const trouble = worstTrouble(accounts.data ?? [], now);

  if (!online || !answered) {
    return (
      <Banner
        kind="offline"
        look="bg-sunken text-ink"
        icon="offline"
        text={t`Нет связи. Ответы уйдут, когда она вернётся.`}
      />
    );
  }
  if (!trouble) return null;
  const bad = trouble.kind !== 'stale';
  return (
    <Banner
      kind={`${trouble.kind}-${trouble.account.id}`}
      look={bad ? 'bg-bad-soft text-bad' : 'bg-warn-soft text-warn'}
      icon={bad ? 'alert' : 'clock'}
      text={<TroubleText trouble={trouble} />}
      link={{
        to: `/w/${slug}/settings/accounts/${trouble.account.id}`,
        name: trouble.kind === 'key' ? t`Обновить ключ` : t`Подробнее`,
      }}
    />
  );
}

function TroubleText({ trouble }: { trouble: AccountTrouble }) {
  const { t, i18n } = useLingui();
  const { title } = trouble.account;
  if (trouble.kind === 'stale') {
    const age = longSpan(i18n, trouble.minutes);
    return <>{t`Кабинет «${title}» не обновлялся ${age}: новые сообщения могут опаздывать.`}</>;
  }
  return (
    <>
      {t`Кабинет «${title}»:`} {trouble.account.state_text ?? t`чаты не обновляются.`}
    </>
  );
}

type BannerProps = {
  kind: string;
  look: string;
  icon: IconName;
  text: React.ReactNode;
  link?: { to: string; name: string };
};

function Banner({ kind, look, icon, text, link }: BannerProps) {
  const { t } = useLingui();
  const [folded, setFolded] = useState<string | null>(null);
  const isFolded = folded === kind;
  return (
    <div
      role="status"
      className={`flex items-center gap-3 px-4 ${isFolded ? 'py-0 text-xs' : 'min-h-10 py-1.5'} ${look}`}
    >
      <Icon name={icon} size={isFolded ? 14 : 18} />
      <p className={`min-w-0 flex-1 ${isFolded ? 'truncate' : ''}`}>{text}</p>
      {link && !isFolded ? (
        <Link to={link.to} className="inline-flex min-h-8 shrink-0 items-center font-medium underline">
          {link.name}
        </Link>
      ) : null}
      <IconButton
        icon="chevron"
        size={14}
        label={isFolded ? t`Развернуть` : t`Свернуть`}
        aria-expanded={!isFolded}
        className={`!size-6 text-current hover:text-current ${isFolded ? '' : 'rotate-180'}`}
        onClick={() => setFolded(isFolded ? null : kind)}
      />
    </div>
  );
}

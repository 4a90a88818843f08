import { useLingui } from '@lingui/react/macro';
import type { ChatAccount } from '@/api/types';
import { useConnected } from '@/domain/changes/use-connected';
import { importToShow, oldestFreshAt } from '@/domain/chat-accounts/freshness';
import { minutesInWords } from '@/domain/deadline/words';
import { useDateStyle } from '@/domain/session/workspace';
import { clockSeconds, dateAndTime, daysAgo } from '@/lib/dates';
import { useNow } from '@/lib/use-now';

const LAG_MS = 2 * 60_000;
const HOUR_MS = 60 * 60_000;

/** Up to which moment everything on the screen is known. */
export function FreshnessLine({ accounts }: { accounts: ChatAccount[] }) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const connected = useConnected();
  const importing = importToShow(accounts, now);
  if (importing) {
    const done = i18n.number(importing.import.chats_done);
    const total = importing.import.chats_total === null ? null : i18n.number(importing.import.chats_total);
    return (
      <Line late={!connected}>
        {total === null ? t`Загружаем историю: ${done}` : t`Загружаем историю: ${done} из ~${total}`}
      </Line>
    );
  }
  const at = oldestFreshAt(accounts);
  if (at === null) return null;
  const age = now - at;
  if (age > LAG_MS && age < HOUR_MS) {
    const minutes = minutesInWords(i18n, Math.floor(age / 60_000));
    return <Line late>{t`Обновлено ${minutes} назад`}</Line>;
  }
  const moment = daysAgo(at, now, style) === 0 ? clockSeconds(at, style) : dateAndTime(at, now, style);
  return <Line late={age > LAG_MS || !connected}>{t`Данные на ${moment}`}</Line>;
}

function Line({ children, late }: { children: string; late?: boolean }) {
  return (
    <span className={`flex items-center gap-1.5 text-xs ${late ? 'text-warn' : 'text-ink3'}`}>
      <span aria-hidden="true" className={late ? '' : 'text-ok'}>
        {late ? '▲' : '●'}
      </span>
      {children}
    </span>
  );
}

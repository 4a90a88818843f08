import { useLingui } from '@lingui/react/macro';
import { limitText } from '@/api/limit-texts';
import type { ChatAccount } from '@/api/types';
import { isConnected } from '@/domain/chat-accounts/freshness';
import { ImportProgress } from '@/domain/chat-accounts/import-progress';
import { minutesInWords } from '@/domain/deadline/words';
import { useDateStyle } from '@/domain/session/workspace';
import { dateAndTime, longDate } from '@/lib/dates';
import { useNow } from '@/lib/use-now';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const KEY_WARNING_MS = 14 * DAY_MS;

/** The state of a cabinet in sentences: read or not, how fresh, what the key may, when it ends. */
export function AccountWords({ account }: { account: ChatAccount }) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  if (!isConnected(account)) {
    return <p>{t`Отключён. Ключ стёрт, переписка доступна для чтения.`}</p>;
  }
  const freshAt = account.fresh_at === null ? null : Date.parse(account.fresh_at);
  const age = freshAt === null ? null : now - freshAt;
  const expires = account.key_expires_at === null ? null : Date.parse(account.key_expires_at);
  const expiresOn = expires === null ? null : longDate(expires, style);

  return (
    <div className="space-y-1">
      {account.demo ? <p>{t`Демо-кабинет: покупатели и заказы в нём выдуманы.`}</p> : null}
      {account.state !== 'active' ? (
        <p className={account.state === 'paused' ? 'text-warn' : 'text-bad'}>
          {account.state === 'paused'
            ? t`Приостановлен: чаты не обновляются, ответы не уходят.`
            : account.state_text}
          {account.remedy ? <span className="block text-ink2">{account.remedy}</span> : null}
        </p>
      ) : age === null ? (
        <p>{t`Ждём первого обновления.`}</p>
      ) : age < HOUR_MS ? (
        <p>
          {age < 60_000
            ? t`Обновлён меньше минуты назад.`
            : t`Обновлён ${minutesInWords(i18n, Math.floor(age / 60_000))} назад.`}
        </p>
      ) : (
        <p className="text-warn">{t`Не обновлялся с ${dateAndTime(now - age, now, style)}.`}</p>
      )}
      {account.import.state === 'running' || account.import.state === 'pending' ? (
        <ImportProgress account={account} />
      ) : null}
      {account.limits_codes.map((code) => {
        const { text, remedy } = limitText(code, i18n.locale);
        return (
          <p key={code} className="text-warn">
            {text} {remedy}
          </p>
        );
      })}
      {account.sandbox ? (
        <p className="text-warn">{t`Пробный режим: ответы не уходят покупателям.`}</p>
      ) : null}
      {expires === null ? null : expires < now ? (
        <p className="text-bad">{t`Срок ключа истёк ${expiresOn}.`}</p>
      ) : (
        <p
          className={expires - now < KEY_WARNING_MS ? 'text-warn' : undefined}
        >{t`Ключ действует до ${expiresOn}.`}</p>
      )}
    </div>
  );
}

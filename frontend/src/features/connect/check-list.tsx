import { useLingui } from '@lingui/react/macro';
import type { AccountCheck, CheckLine } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { longDate } from '@/lib/dates';
import { Icon, type IconName } from '@/ui/icon';

type Props = { pending: boolean; lines: CheckLine[] | null; account: AccountCheck['account'] };

const ORDER: CheckLine['check'][] = [
  'shape',
  'key',
  'chat_methods',
  'seller_info',
  'chat_list',
  'history',
  'sending',
  'not_connected_here',
];

const LOOKS: Record<CheckLine['severity'], { icon: IconName; colour: string }> = {
  ok: { icon: 'check', colour: 'text-ok' },
  warning: { icon: 'triangle', colour: 'text-warn' },
  error: { icon: 'close', colour: 'text-bad' },
  skipped: { icon: 'more', colour: 'text-ink3' },
};

/** The checks by name; each that fails says what to do. */
export function CheckList({ pending, lines, account }: Props) {
  const { t } = useLingui();
  const style = useDateStyle();
  const names: Record<CheckLine['check'], string> = {
    shape: t`Вид Client ID и ключа`,
    key: t`Ключ в Ozon`,
    chat_methods: t`Права ключа на чаты`,
    seller_info: t`Магазин и подписка`,
    chat_list: t`Список чатов`,
    history: t`История переписки`,
    sending: t`Отправка ответов`,
    not_connected_here: t`Нет ли этого кабинета здесь`,
  };
  const subscription = subscriptionName(account?.subscription ?? null);
  if (!pending && lines === null) return null;
  return (
    <div role="status" className="rounded-lg border border-line bg-bg px-4 py-3">
      <ul className="space-y-2">
        {pending || lines === null
          ? ORDER.map((check) => (
              <li key={check} className="flex items-center gap-2.5 text-ink3">
                <span
                  aria-hidden="true"
                  className="size-4 animate-spin rounded-full border-2 border-line border-t-accent"
                />
                {names[check]}
                <span className="sr-only">{t`проверяем`}</span>
              </li>
            ))
          : lines.map((line) => (
              <li key={line.check} className="flex items-start gap-2.5">
                <Icon
                  name={LOOKS[line.severity].icon}
                  size={16}
                  className={`mt-0.5 ${LOOKS[line.severity].colour}`}
                />
                <div className="min-w-0">
                  <span className={line.severity === 'skipped' ? 'text-ink3' : undefined}>
                    {names[line.check] ?? line.check}
                  </span>
                  {line.severity === 'skipped' ? (
                    <span className="text-ink3"> — {t`не проверяли`}</span>
                  ) : null}
                  {line.detail && line.severity !== 'skipped' ? (
                    <p className={`text-sm ${LOOKS[line.severity].colour}`}>
                      {line.detail} {line.remedy ? <span className="text-ink2">{line.remedy}</span> : null}
                    </p>
                  ) : null}
                </div>
              </li>
            ))}
      </ul>
      {account && !pending ? (
        <p className="mt-3 border-t border-line pt-3 text-ink2">
          {account.name ? (
            <span className="font-medium text-ink">{account.name}</span>
          ) : (
            `Client ID ${account.external_id}`
          )}
          {subscription ? <> · {t`подписка ${subscription}`}</> : null}
          {account.key_expires_at ? (
            <> · {t`ключ до ${longDate(Date.parse(account.key_expires_at), style)}`}</>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}

/** «Premium Plus» for PREMIUM_PLUS; the marketplace's words for none are no name. */
export function subscriptionName(code: string | null): string | null {
  if (code === null || code === 'UNSPECIFIED' || code === 'UNKNOWN') return null;
  return code
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

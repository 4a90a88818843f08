import { useLingui } from '@lingui/react/macro';
import type { Billing } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { dateAndTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { amountText } from './amount';

/** The state of access in a sentence, and the plan it is paid by. */
export function AccessLine({ billing }: { billing: Billing }) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const until = billing.until === null ? '' : dateAndTime(Date.parse(billing.until), now, style);
  const words: Record<Billing['state'], string> = {
    trial: until
      ? t`Пробный период до ${until}.`
      : t`Пробный период начнётся, когда вы подключите первый кабинет.`,
    pilot: t`Пилот до ${until}.`,
    active: t`Оплачено до ${until}.`,
    grace: t`Оплаченное время вышло. Отвечать покупателям можно до ${until}.`,
    read_only: t`Отправка ответов остановлена. Читать и выгружать данные можно, новые сообщения загружаются до ${until}.`,
    stopped: t`Обмен с маркетплейсами остановлен. Всё сохранено, читать и выгружать данные можно.`,
  };
  const [accounts, members] = [billing.chat_accounts, billing.members].map((count) => i18n.number(count));
  const [mostAccounts, mostMembers] = [billing.plan?.chat_account_limit, billing.plan?.member_limit];
  const name = billing.plan?.name ?? '';
  const price = billing.plan?.price ? amountText(i18n, billing.plan.price) : '';
  return (
    <>
      <p>{words[billing.state]}</p>
      <p className="mt-1 text-ink2">
        {mostAccounts ? t`Кабинетов: ${accounts} из ${mostAccounts}` : t`Кабинетов: ${accounts}`},{' '}
        {mostMembers ? t`сотрудников: ${members} из ${mostMembers}` : t`сотрудников: ${members}`}.
      </p>
      {name && price ? <p className="mt-1 text-ink2">{t`Тариф «${name}», ${price} в месяц.`}</p> : null}
    </>
  );
}

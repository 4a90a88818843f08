import { useLingui } from '@lingui/react/macro';
import type { Plan } from '@/api/types';
import { Section } from '@/ui/section';
import { amountText } from './amount';

/** The plans on offer, side by side. */
export function PlanTable({ plans, current }: { plans: Plan[]; current: string | null }) {
  const { t, i18n } = useLingui();
  const limit = (count: number | null) => (count === null ? t`без ограничения` : i18n.number(count));
  return (
    <Section title={t`Тарифы`} hint={t`Цена за организацию, а не за человека.`}>
      <table className="w-full text-left">
        <thead className="text-sm text-ink3">
          <tr>
            <th scope="col" className="py-1.5 pr-3 font-normal">{t`Тариф`}</th>
            <th scope="col" className="py-1.5 text-right font-normal sm:pr-3">{t`В месяц`}</th>
            <th scope="col" className="py-1.5 pr-3 text-right font-normal max-sm:hidden">{t`Кабинетов`}</th>
            <th scope="col" className="py-1.5 text-right font-normal max-sm:hidden">{t`Сотрудников`}</th>
          </tr>
        </thead>
        <tbody>
          {plans.map((plan) => (
            <tr key={plan.code} className="border-t border-line">
              <th scope="row" className="py-2 pr-3 font-medium">
                {plan.name}
                {plan.code === current ? <span className="ml-2 text-sm text-ink3">{t`ваш`}</span> : null}
                <span className="block text-sm font-normal text-ink3 sm:hidden">
                  {t`Кабинетов`}: {limit(plan.chat_account_limit)}
                  <br />
                  {t`Сотрудников`}: {limit(plan.member_limit)}
                </span>
              </th>
              <td className="py-2 text-right align-top whitespace-nowrap sm:pr-3">
                {amountText(i18n, plan.price)}
              </td>
              <td className="py-2 pr-3 text-right max-sm:hidden">{limit(plan.chat_account_limit)}</td>
              <td className="py-2 text-right max-sm:hidden">{limit(plan.member_limit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

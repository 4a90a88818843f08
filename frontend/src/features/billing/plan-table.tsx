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
            <th scope="col" className="py-1.5 pr-3 text-right font-normal">{t`В месяц`}</th>
            <th scope="col" className="py-1.5 pr-3 text-right font-normal">{t`Кабинетов`}</th>
            <th scope="col" className="py-1.5 text-right font-normal">{t`Сотрудников`}</th>
          </tr>
        </thead>
        <tbody>
          {plans.map((plan) => (
            <tr key={plan.code} className="border-t border-line">
              <th scope="row" className="py-2 pr-3 font-medium">
                {plan.name}
                {plan.code === current ? <span className="ml-2 text-sm text-ink3">{t`ваш`}</span> : null}
              </th>
              <td className="py-2 pr-3 text-right whitespace-nowrap">{amountText(i18n, plan.price)}</td>
              <td className="py-2 pr-3 text-right">{limit(plan.chat_account_limit)}</td>
              <td className="py-2 text-right">{limit(plan.member_limit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { Section } from '@/ui/section';
import { AccessLine } from './access-line';
import { InvoiceList } from './invoice-list';
import { OrderDialog } from './order-dialog';
import { PlanTable } from './plan-table';
import { billingQuery } from './queries';

/** What is paid for, until when, and the way to pay for more. */
export function BillingPage() {
  const { t } = useLingui();
  const { me } = useWorkspace();
  const billing = useQuery(billingQuery());
  const [ordering, setOrdering] = useState(false);
  if (billing.isError) return <Failure error={billing.error} onRetry={() => void billing.refetch()} />;
  if (billing.isPending) return <div className="skeleton h-40 !rounded-lg" aria-busy="true" />;
  const { data } = billing;
  const contact = me.support_contact;
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">{t`Тариф и счета`}</h1>
      <Section
        title={t`Доступ`}
        action={
          <Button
            look="primary"
            aria-disabled={!data.can_order || undefined}
            onClick={() => setOrdering(true)}
          >
            {t`Запросить счёт`}
          </Button>
        }
      >
        <AccessLine billing={data} />
        {data.can_order ? null : (
          <p className="mt-2 text-sm text-ink3">
            {t`Новый счёт можно запросить, когда нет неоплаченного. Если счёт получить не удаётся, напишите в поддержку.`}
          </p>
        )}
        {contact ? <p className="mt-2 text-sm text-ink3">{t`Поддержка: ${contact}`}</p> : null}
      </Section>
      <PlanTable plans={data.plans} current={data.plan?.code ?? null} />
      <InvoiceList />
      {ordering ? <OrderDialog billing={data} onClose={() => setOrdering(false)} /> : null}
    </>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { errorsByField } from '@/api/revisions';
import type { Billing, Requisites } from '@/api/types';
import { useWorkspace } from '@/domain/session/workspace';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { FormButtons } from '@/ui/form-buttons';
import { Refusal } from '@/ui/refusal';
import { Select } from '@/ui/select';
import { amountText } from './amount';
import { billingKeys, orderInvoice } from './queries';

const EMPTY = {
  inn: '',
  kpp: '',
  address: '',
  bank_name: '',
  bic: '',
  account: '',
  correspondent_account: '',
};

/** Asks who pays and for which plan; the invoice is issued at once. */
export function OrderDialog({ billing, onClose }: { billing: Billing; onClose: () => void }) {
  const { t, i18n } = useLingui();
  const { name } = useWorkspace();
  const client = useQueryClient();
  const known = billing.requisites;
  const current = billing.plans.find((plan) => plan.code === billing.plan?.code) ?? billing.plans[0];
  const [plan, setPlan] = useState(current?.code ?? '');
  const [buyer, setBuyer] = useState<Requisites>({ ...EMPTY, ...known, name: known?.name || name });
  const order = useMutation({
    mutationFn: () => orderInvoice(plan, { ...buyer, inn: buyer.inn.trim(), kpp: buyer.kpp.trim() }),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: billingKeys.plan }),
        client.invalidateQueries({ queryKey: billingKeys.invoices }),
      ]);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!order.isPending) order.mutate();
  };
  const wrong = errorsByField(order.error);
  const field = (key: keyof typeof buyer, label: string, limit: number, hint?: string) => (
    <Field
      label={label}
      hint={hint}
      name={key}
      maxLength={limit}
      value={buyer[key]}
      error={wrong[`buyer.${key}`]}
      onChange={(event) => setBuyer({ ...buyer, [key]: event.target.value })}
    />
  );
  const atField = Object.keys(wrong).some((key) => key.startsWith('buyer.'));
  return (
    <Dialog title={t`Запросить счёт`} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4" noValidate>
        <Select
          label={t`Тариф на месяц`}
          value={plan}
          onChange={(event) => setPlan(event.target.value)}
          options={billing.plans.map((offered) => ({
            value: offered.code,
            label: `${offered.name}, ${amountText(i18n, offered.price)}`,
          }))}
        />
        {billing.requisites_source === 'marketplace' ? (
          <p className="text-sm text-ink2">{t`Плательщик взят из данных кабинета Ozon. Проверьте его и допишите остальное.`}</p>
        ) : null}
        {field('name', t`Плательщик`, 200, t`Полное название организации или ИП.`)}
        {field('inn', t`ИНН`, 12)}
        {field('kpp', t`КПП`, 9, t`Только у организаций.`)}
        {field('address', t`Юридический адрес`, 300)}
        {atField ? null : <Refusal error={order.error} withRemedy />}
        <FormButtons
          onCancel={onClose}
          submit={t`Выставить счёт`}
          busy={order.isPending}
          disabled={
            plan === '' || [buyer.name, buyer.inn, buyer.address].some((value) => value.trim() === '')
          }
        />
      </form>
    </Dialog>
  );
}

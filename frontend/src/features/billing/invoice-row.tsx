import { useLingui } from '@lingui/react/macro';
import { fileUrl } from '@/api/file-url';
import type { Invoice } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { longDate } from '@/lib/dates';
import { Icon } from '@/ui/icon';
import { amountText } from './amount';

/** One invoice: its state in words, and the papers that can be downloaded. */
export function InvoiceRow({ invoice }: { invoice: Invoice }) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const day = (at: string) => longDate(Date.parse(at), style);
  const { number } = invoice;
  const due = day(invoice.due_on);
  const until = invoice.period_until === null ? '' : day(invoice.period_until);
  const reason = invoice.void_reason;
  const words: Record<Invoice['state'], string> = {
    issued: t`Ждёт оплаты до ${due}`,
    paid: until ? t`Оплачен, доступ до ${until}` : t`Оплачен`,
    void: t`Аннулирован: ${reason}`,
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5">
      <div className="min-w-0">
        <p className="font-medium">
          {t`Счёт № ${number}`}{' '}
          <span className="font-normal text-ink2">{amountText(i18n, invoice.amount)}</span>
        </p>
        <p className="text-sm text-ink3">{words[invoice.state]}</p>
      </div>
      <div className="flex flex-wrap gap-x-4">
        {invoice.state === 'void' ? null : (
          <Paper href={`/api/v1/billing/invoices/${invoice.id}/pdf`} name={t`Скачать счёт`} of={number} />
        )}
        {invoice.has_act ? (
          <Paper href={`/api/v1/billing/invoices/${invoice.id}/act`} name={t`Скачать акт`} of={number} />
        ) : null}
      </div>
    </li>
  );
}

function Paper({ href, name, of }: { href: string; name: string; of: string }) {
  return (
    <a
      href={fileUrl(href)}
      download
      className="inline-flex min-h-6 items-center gap-1 text-accent underline coarse:min-h-11"
    >
      <Icon name="down" size={14} />
      {name}
      <span className="sr-only">{of}</span>
    </a>
  );
}

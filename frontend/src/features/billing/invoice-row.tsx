import { useLingui } from '@lingui/react/macro';
import { fileUrl } from '@/api/file-url';
import type { Invoice } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { longDate } from '@/lib/dates';
import { DownloadLink } from '@/ui/download-link';
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
          <DownloadLink href={fileUrl(`/api/v1/billing/invoices/${invoice.id}/pdf`)}>
            {t`Скачать счёт`}
            <span className="sr-only">{number}</span>
          </DownloadLink>
        )}
        {invoice.has_act ? (
          <DownloadLink href={fileUrl(`/api/v1/billing/invoices/${invoice.id}/act`)}>
            {t`Скачать акт`}
            <span className="sr-only">{number}</span>
          </DownloadLink>
        ) : null}
      </div>
    </li>
  );
}

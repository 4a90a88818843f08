import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Failure } from '@/ui/failure';
import { Section } from '@/ui/section';
import { ShowMore } from '@/ui/show-more';
import { InvoiceRow } from './invoice-row';
import { invoicesQuery } from './queries';

export function InvoiceList() {
  const { t } = useLingui();
  const list = useInfiniteQuery(invoicesQuery());
  const rows = list.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <Section title={t`Счета`}>
      {list.isError && rows.length === 0 ? (
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <div className="skeleton h-16 !rounded-lg" aria-busy="true" />
      ) : rows.length === 0 ? (
        <p className="text-ink3">{t`Счетов пока нет.`}</p>
      ) : (
        <ul className="divide-y divide-line">
          {rows.map((invoice) => (
            <InvoiceRow key={invoice.id} invoice={invoice} />
          ))}
        </ul>
      )}
      <ShowMore list={list} />
    </Section>
  );
}

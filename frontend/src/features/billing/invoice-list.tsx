import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { PagedList } from '@/ui/paged-list';
import { Section } from '@/ui/section';
import { InvoiceRow } from './invoice-row';
import { invoicesQuery } from './queries';

export function InvoiceList() {
  const { t } = useLingui();
  const list = useInfiniteQuery(invoicesQuery());
  const rows = list.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <Section title={t`Счета`}>
      <PagedList
        list={list}
        isEmpty={rows.length === 0}
        height="h-16"
        empty={<p className="text-ink3">{t`Счетов пока нет.`}</p>}
      >
        <ul className="divide-y divide-line">
          {rows.map((invoice) => (
            <InvoiceRow key={invoice.id} invoice={invoice} />
          ))}
        </ul>
      </PagedList>
    </Section>
  );
}

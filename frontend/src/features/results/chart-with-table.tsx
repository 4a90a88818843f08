import { useLingui } from '@lingui/react/macro';
import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { Button } from '@/ui/button';
import type { ChartData } from './chart';

const Chart = lazy(() => import('./chart'));

type Props = { title: string; conclusion: string; chart: ChartData | null; table: ReactNode };

/** A chart says its conclusion in words and has its table behind it; without a chart the table stands alone. */
export function ChartWithTable({ title, conclusion, chart, table }: Props) {
  const { t } = useLingui();
  const [asked, setAsked] = useState(false);
  const id = useId();
  if (chart === null) {
    return (
      <>
        <p className="mb-2 text-ink2">{conclusion}</p>
        {table}
      </>
    );
  }
  return (
    <>
      <p className="mb-3 text-ink2">{conclusion}</p>
      <Suspense fallback={<div className="skeleton h-56" />}>
        <Chart data={chart} label={`${title}. ${conclusion}`} />
      </Suspense>
      <Button
        look="quiet"
        icon="all"
        className="mt-2"
        aria-expanded={asked}
        aria-controls={id}
        onClick={() => setAsked(!asked)}
      >
        {asked ? t`Скрыть таблицу` : t`Показать таблицей`}
      </Button>
      <div id={id}>{asked ? <div className="mt-2">{table}</div> : null}</div>
    </>
  );
}

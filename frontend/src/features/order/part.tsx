import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ContextState } from '@/api/types';
import { nearMoment } from '@/domain/deadline/words';
import { useDateStyle } from '@/domain/session/workspace';
import { useNow } from '@/lib/use-now';

type Known = {
  state: ContextState;
  fetched_at: string | null;
  reason: string | null;
  remedy: string | null;
};

/** One subject: what is known of it, how old that is, and why there is no more. */
export function Part(props: { known: Known | undefined; nothing: string; children: ReactNode }) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const { known } = props;
  const at = known?.fetched_at ? Date.parse(known.fetched_at) : null;
  const loading = !known || known.state === 'loading';
  return (
    <section aria-busy={loading}>
      {props.children}
      {loading && !props.children ? (
        <div aria-hidden="true" className="space-y-2">
          <div className="skeleton h-3.5 w-full" />
          <div className="skeleton h-3.5 w-2/3" />
        </div>
      ) : null}
      {known?.state === 'none' ? <p className="text-ink2">{props.nothing}</p> : null}
      {known?.reason ? (
        <p className="mt-1 text-sm text-ink2">
          {known.reason}
          {known.remedy ? <span className="block">{known.remedy}</span> : null}
        </p>
      ) : null}
      {at !== null && props.children ? (
        <p className="mt-1 text-xs text-ink3">{t`данные на ${nearMoment(i18n, at, now, style)}`}</p>
      ) : null}
    </section>
  );
}

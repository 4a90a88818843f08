import { useLingui } from '@lingui/react/macro';
import type { Draft } from '@/api/types';
import { nearMoment } from '@/domain/deadline/words';
import { useDateStyle } from '@/domain/session/workspace';
import { useNow } from '@/lib/use-now';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';

/** Two drafts of one person: both are in sight, and only the person throws one away. */
export function DraftConflict(props: { other: Draft; onMine: () => void; onOther: () => void }) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const at = props.other.updated_at === null ? null : Date.parse(props.other.updated_at);
  return (
    <div className="mb-2">
      <Notice
        look="info"
        icon="copy"
        role="status"
        action={
          <span className="flex flex-wrap gap-2">
            <Button onClick={props.onOther}>{t`Взять другой`}</Button>
            <Button onClick={props.onMine}>{t`Оставить этот`}</Button>
          </span>
        }
      >
        <p className="font-medium">
          {at === null
            ? t`Есть другой черновик`
            : t`Есть другой черновик, ${nearMoment(i18n, at, now, style)}`}
        </p>
        <p className="line-clamp-2 whitespace-pre-wrap text-ink2">{props.other.text}</p>
      </Notice>
    </div>
  );
}

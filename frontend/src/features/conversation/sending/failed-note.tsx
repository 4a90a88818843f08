import { useLingui } from '@lingui/react/macro';
import { MendLink } from '@/domain/chat-accounts/mend-link';
import { useFocusLeft } from '@/lib/use-focus-left';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';

type Props = {
  text: string;
  remedy: string | null;
  code: string;
  requestId?: string | null;
  onRetry?: () => void;
  onEdit?: () => void;
  onDelete?: () => void;
  busy?: boolean;
  /** The cabinet it was sent from: some refusals are mended there. */
  accountId: string;
};

/** Why a message was not sent and the three ways on. The text itself is never lost. */
export function FailedNote({
  text,
  remedy,
  code,
  requestId,
  onRetry,
  onEdit,
  onDelete,
  busy,
  accountId,
}: Props) {
  const { t } = useLingui();
  const box = useFocusLeft<HTMLDivElement>('[role=feed]');
  const technical = requestId ? `${code} · ${requestId}` : code;
  return (
    <div
      ref={box}
      className="mt-1.5 flex max-w-[min(36rem,85%)] flex-col items-end gap-1.5 text-right text-sm"
    >
      <p className="text-bad">
        {text}
        {remedy ? <span className="block text-ink2">{remedy}</span> : null}
      </p>
      <div className="flex flex-wrap items-center justify-end gap-1.5">
        <MendLink code={code} accountId={accountId} className="text-accent" />
        {onRetry ? (
          <Button icon="refresh" busy={busy} onClick={onRetry}>
            {t`Повторить`}
          </Button>
        ) : null}
        {onEdit ? (
          <Button busy={busy} onClick={onEdit}>
            {t`Изменить`}
          </Button>
        ) : null}
        {onDelete ? (
          <Button look="danger" busy={busy} onClick={onDelete}>
            {t`Удалить`}
          </Button>
        ) : null}
      </div>
      <details className="text-xs text-ink2">
        <summary className="min-h-6 cursor-pointer">{t`Подробнее`}</summary>
        <div className="mt-1 flex items-center gap-2">
          <code className="break-all">{technical}</code>
          <CopyButton text={technical} />
        </div>
      </details>
    </div>
  );
}

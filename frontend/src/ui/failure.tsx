import { useLingui } from '@lingui/react/macro';
import { ApiError, errorText } from '@/api/errors';
import { Button } from './button';
import { Icon } from './icon';

/** A pane that could not load: the reason in words, «Повторить», and the number to name when asking for help. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t, i18n } = useLingui();
  const { text, remedy } = errorText(error, i18n.locale);
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <div role="alert" className="flex h-full flex-col items-center justify-center gap-2 p-8 text-center">
      <Icon name="alert" size={26} className="text-bad" />
      <p className="font-semibold">{text}</p>
      {remedy ? <p className="max-w-sm text-ink2">{remedy}</p> : null}
      <Button icon="refresh" onClick={onRetry} className="mt-1">
        {t`Повторить`}
      </Button>
      {requestId ? (
        <p className="text-xs break-all text-ink3 select-all">{t`Номер запроса: ${requestId}`}</p>
      ) : null}
    </div>
  );
}

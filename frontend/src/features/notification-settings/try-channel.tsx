import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { NotificationChannel, Trial } from '@/api/types';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Refusal } from '@/ui/refusal';

/** Really sends one, waits, and says what came of it. */
export function TryChannel({ channel }: { channel: NotificationChannel }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const trial = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/notifications/test', { body: { channel } })),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['deliveries'] });
      void client.invalidateQueries({ queryKey: ['telegram'] });
    },
  });
  return (
    <div className="space-y-2">
      <Button icon="send" busy={trial.isPending} onClick={() => trial.mutate()}>
        {trial.isPending ? t`Отправляем…` : t`Проверить`}
      </Button>
      <Refusal error={trial.error} withRemedy />
      {trial.data && !trial.isPending ? <Outcome trial={trial.data} /> : null}
    </div>
  );
}

function Outcome({ trial }: { trial: Trial }) {
  const { t } = useLingui();
  if (trial.ok) {
    return (
      <Notice look="ok" role="status">
        {trial.channel === 'spa'
          ? t`Уведомление отправлено в эту программу.`
          : t`Отправлено: ${trial.sent_to}`}
      </Notice>
    );
  }
  return (
    <Notice look="bad" role="alert">
      <p>{trial.reason?.detail ?? t`Не отправлено.`}</p>
      {trial.reason?.remedy ? <p>{trial.reason.remedy}</p> : null}
      {trial.reason?.their_words ? (
        <p className="text-sm break-words">{t`Ответ другой стороны: ${trial.reason.their_words}`}</p>
      ) : null}
    </Notice>
  );
}

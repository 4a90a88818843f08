import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '@/api/client';
import type { Workspace } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { dateAndTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Refusal } from '@/ui/refusal';
import { Section } from '@/ui/section';
import { CloseDialog } from './close-dialog';
import { organisationQuery } from './queries';

/** Having the whole organisation erased, and calling that off while there is time. */
export function Closing({ organisation }: { organisation: Workspace }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const style = useDateStyle();
  const now = useNow();
  const [asking, setAsking] = useState(false);
  const { closes_at: closesAt } = organisation;
  // Cabinets, chats and the composer all depend on it.
  const settle = (fresh: Workspace) => {
    client.setQueryData(organisationQuery().queryKey, fresh);
    void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'organisation' });
  };
  const reopen = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/workspace/closing')),
    onSuccess: settle,
  });
  if (closesAt !== null) {
    const moment = dateAndTime(Date.parse(closesAt), now, style);
    return (
      <Section title={t`Организация закрывается`}>
        <Notice
          look="warn"
          action={
            <Button busy={reopen.isPending} onClick={() => reopen.mutate()}>
              {t`Отменить закрытие`}
            </Button>
          }
        >
          <p className="font-medium">{t`Все данные будут стёрты: ${moment}`}</p>
          <p>{t`До этого дня переписку можно читать и скачать архивом. Новые сообщения не приходят, ответы не отправляются.`}</p>
        </Notice>
        <Refusal error={reopen.error} withRemedy />
      </Section>
    );
  }
  return (
    <Section title={t`Закрыть организацию`}>
      <p className="mb-3 text-ink2">
        {t`Обмен с площадками и ответы остановятся сразу. Ещё 30 дней переписку можно читать, скачать архивом и передумать; потом всё будет стёрто навсегда.`}
      </p>
      <Button look="danger" onClick={() => setAsking(true)}>
        {t`Закрыть организацию…`}
      </Button>
      {asking ? (
        <CloseDialog
          organisation={organisation}
          onCancel={() => setAsking(false)}
          onClosed={(fresh) => {
            setAsking(false);
            settle(fresh);
          }}
        />
      ) : null}
    </Section>
  );
}

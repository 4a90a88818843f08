import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { Section } from '@/ui/section';
import { Calendars } from './calendars';
import { NewPolicy } from './new-policy';
import { PolicyCard } from './policy-card';
import { calendarsQuery, policiesQuery } from './queries';

/** How fast an answer is promised, and in which hours that counts. */
export function PoliciesPage() {
  const { t } = useLingui();
  const { isOwner } = useWorkspace();
  const policies = useQuery(policiesQuery());
  const calendars = useQuery(calendarsQuery());
  const [adding, setAdding] = useState(false);
  const general = policies.data?.find((policy) => policy.scope === 'workspace');
  const failed = policies.error ?? calendars.error;
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">{t`Ответ вовремя`}</h1>
      {failed && !(policies.data && calendars.data) ? (
        <Failure
          error={failed}
          onRetry={() => {
            void policies.refetch();
            void calendars.refetch();
          }}
        />
      ) : !policies.data || !calendars.data ? (
        <div className="skeleton h-64 !rounded-lg" />
      ) : (
        <>
          <Section
            title={t`Сроки ответа`}
            hint={t`Для чата действует срок его кабинета, если он задан, иначе площадки, иначе общий. Новый срок действует для вопросов, заданных после сохранения.`}
            action={
              isOwner && !adding ? (
                <Button icon="plus" onClick={() => setAdding(true)}>
                  {t`Срок для кабинета`}
                </Button>
              ) : null
            }
          >
            {adding && general ? (
              <NewPolicy
                policies={policies.data}
                general={general}
                calendars={calendars.data}
                onDone={() => setAdding(false)}
              />
            ) : null}
            <ul className="divide-y divide-line">
              {policies.data.map((policy) => (
                <PolicyCard key={policy.id} policy={policy} calendars={calendars.data} />
              ))}
            </ul>
          </Section>
          <Calendars calendars={calendars.data} />
          {isOwner ? null : (
            <p className="text-ink3">{t`Менять сроки и рабочие часы может владелец организации.`}</p>
          )}
        </>
      )}
    </>
  );
}

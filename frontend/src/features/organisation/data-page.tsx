import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '@/ui/failure';
import { Closing } from './closing';
import { Exports } from './exports';
import { organisationQuery } from './queries';
import { Retention } from './retention';

/** What is kept and for how long, how to take it along, and how to have it erased. */
export function DataPage() {
  const { t } = useLingui();
  const organisation = useQuery(organisationQuery());
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">{t`Данные`}</h1>
      <Exports />
      {organisation.data ? (
        <>
          <Retention organisation={organisation.data} />
          <Closing organisation={organisation.data} />
        </>
      ) : organisation.isError ? (
        <Failure error={organisation.error} onRetry={() => void organisation.refetch()} />
      ) : (
        <div className="skeleton h-64 !rounded-lg" aria-busy="true" />
      )}
    </>
  );
}

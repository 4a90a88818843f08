import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Copyable } from '@/ui/copyable';
import { Failure } from '@/ui/failure';
import { Section } from '@/ui/section';
import { OrganisationForm } from './organisation-form';
import { organisationQuery } from './queries';

/** What the organisation is called and by which clock it lives. */
export function OrganisationPage() {
  const { t } = useLingui();
  const organisation = useQuery(organisationQuery());
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">{t`Организация`}</h1>
      {organisation.data ? (
        <>
          <Section title={t`Название и время`}>
            <OrganisationForm organisation={organisation.data} />
          </Section>
          <Section
            title={t`Адрес`}
            hint={t`По нему организацию узнают ссылки и программы, которые работают через API. Он не меняется.`}
          >
            <Copyable value={organisation.data.slug} />
          </Section>
        </>
      ) : organisation.isError ? (
        <Failure error={organisation.error} onRetry={() => void organisation.refetch()} />
      ) : (
        <div className="skeleton h-64 !rounded-lg" aria-busy="true" />
      )}
    </>
  );
}

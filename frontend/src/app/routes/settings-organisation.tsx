import { OrganisationPage } from '@/features/organisation/organisation-page';

export default function OrganisationRoute() {
  return <OrganisationPage />;
}

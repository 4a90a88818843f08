import { PoliciesPage } from '@/features/policies/policies-page';

export default function PoliciesRoute() {
  return <PoliciesPage />;
}

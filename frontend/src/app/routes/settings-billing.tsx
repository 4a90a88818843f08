import { BillingPage } from '@/features/billing/billing-page';

export default function BillingRoute() {
  return <BillingPage />;
}

import { HealthPage } from '@/features/health/health-page';

export default function HealthRoute() {
  return <HealthPage />;
}

import { ResultsPage } from '@/features/results/results-page';

export default function ReportsRoute() {
  return <ResultsPage />;
}

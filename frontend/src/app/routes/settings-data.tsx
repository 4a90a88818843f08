import { DataPage } from '@/features/organisation/data-page';

export default function DataRoute() {
  return <DataPage />;
}

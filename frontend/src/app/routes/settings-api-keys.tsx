import { ApiKeys } from '@/features/api-keys/api-keys';

export default function ApiKeysRoute() {
  return <ApiKeys />;
}

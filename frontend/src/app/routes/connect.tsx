import { Wizard } from '@/features/connect/wizard';

export default function ConnectRoute() {
  return <Wizard />;
}

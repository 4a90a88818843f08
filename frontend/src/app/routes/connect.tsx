import { Wizard } from '@/features/connect/wizard';
import { GuideSection } from '@/features/guide/guide-section';

export default function ConnectRoute() {
  return <Wizard guide={<GuideSection />} />;
}

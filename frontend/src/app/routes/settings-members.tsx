import { MembersPage } from '@/features/members/members-page';

export default function MembersRoute() {
  return <MembersPage />;
}

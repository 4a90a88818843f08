import { useParams } from 'react-router';
import { AccountPage } from '@/features/chat-accounts/account-page';

export default function AccountRoute() {
  const { id = '' } = useParams();
  return <AccountPage key={id} id={id} />;
}

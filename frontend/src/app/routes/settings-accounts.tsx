import { AccountList } from '@/features/chat-accounts/account-list';

export default function AccountsRoute() {
  return <AccountList />;
}

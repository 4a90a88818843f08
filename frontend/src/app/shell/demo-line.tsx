import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { accountsQuery } from '@/domain/chat-accounts/queries';

/** Nobody takes invented buyers for their own: while there is a demo cabinet, every screen says so. */
export function DemoLine() {
  const { t } = useLingui();
  const accounts = useQuery(accountsQuery());
  if (!accounts.data?.some((account) => account.demo && account.disconnected_at === null)) return null;
  return (
    <p className="bg-sunken px-4 py-0.5 text-center text-xs text-ink2">{t`Демо: покупатели и заказы выдуманы`}</p>
  );
}

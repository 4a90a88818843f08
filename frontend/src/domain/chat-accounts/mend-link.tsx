import { useLingui } from '@lingui/react/macro';
import { Link } from 'react-router';
import { useWorkspace } from '@/domain/session/workspace';

const MENDED_IN_ACCOUNT = new Set([
  'account_paused',
  'account_not_connected',
  'key_invalid',
  'key_expired',
  'key_deactivated',
  'key_role_missing',
  'network_not_allowed',
]);

type Props = { code: string; accountId: string; className?: string };

/** Leads to the settings of the cabinet when they are where a refusal is mended. */
export function MendLink({ code, accountId, className = '' }: Props) {
  const { t } = useLingui();
  const { slug } = useWorkspace();
  if (!MENDED_IN_ACCOUNT.has(code)) return null;
  return (
    <Link
      to={`/w/${slug}/settings/accounts/${accountId}`}
      className={`inline-flex min-h-8 items-center font-medium underline coarse:min-h-11 ${className}`}
    >
      {code.startsWith('key_') ? t`Обновить ключ` : t`Открыть кабинет`}
    </Link>
  );
}

import { useLingui } from '@lingui/react/macro';
import type { ChatAccount } from '@/api/types';
import { fileSize } from '@/domain/marketplace/file-size';
import { Icon } from '@/ui/icon';

/** What this key and this subscription allow, and the limits of the marketplace, in words. */
export function Capabilities({ account }: { account: ChatAccount }) {
  const { t, i18n } = useLingui();
  const { capabilities } = account;
  const rows = [
    { ok: account.can_read, yes: t`Чаты читаются`, no: t`Чаты не читаются` },
    {
      ok: account.can_read_history,
      yes: t`История переписки читается`,
      no: t`История переписки не читается`,
    },
    { ok: account.can_send, yes: t`Ответы отправляются`, no: t`Ответы не отправляются` },
  ];
  const characters = i18n.number(capabilities.text_max);
  const size = fileSize(i18n, capabilities.file_max_bytes);
  const kinds = capabilities.file_types.map((type) => (type.split('/')[1] ?? type).toUpperCase()).join(', ');
  return (
    <>
      <ul className="space-y-1">
        {rows.map((row) => (
          <li key={row.yes} className="flex items-center gap-2">
            <Icon name={row.ok ? 'check' : 'close'} size={16} className={row.ok ? 'text-ok' : 'text-bad'} />
            {row.ok ? row.yes : row.no}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-sm text-ink2">
        {t`Ответ до ${characters} знаков. Файлы до ${size}: ${kinds}.`}{' '}
        {capabilities.text_with_files ? '' : t`Каждый файл уходит отдельным сообщением.`}
      </p>
    </>
  );
}

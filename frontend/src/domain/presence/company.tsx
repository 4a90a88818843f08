import { useLingui } from '@lingui/react/macro';
import { useCompany } from './use-presence';

/** Who else has the chat open, in the head of the conversation. */
export function Company({ chatId }: { chatId: string }) {
  const { t } = useLingui();
  const others = useCompany(chatId);
  if (others.length === 0) return null;
  const names = others.map((other) => other.name).join(', ');
  const writes = others.some((other) => other.state === 'writing');
  return (
    <span
      role="status"
      className={`inline-flex items-center gap-1.5 ${writes ? 'font-medium text-note' : ''}`}
    >
      <span aria-hidden="true" className="size-2 rounded-full bg-note" />
      {writes ? t`Отвечает: ${names}` : t`Смотрит: ${names}`}
    </span>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { chatKeys } from '@/domain/chats/keys';

/** Who else has a chat of the list open. All rows share one question, asked with the change feed. */
export function RowCompany({ chatId }: { chatId: string }) {
  const { t } = useLingui();
  const { data: others } = useQuery({
    queryKey: chatKeys.companies,
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/chats/presence', { signal })),
    select: ({ chats }) => chats.find((chat) => chat.chat_id === chatId)?.others,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!others) return null;
  const names = others.map((other) => other.name).join(', ');
  const writes = others.some((other) => other.state === 'writing');
  return (
    <span className={`mr-1.5 text-note ${writes ? 'font-semibold' : ''}`}>
      <span aria-hidden="true" className="mr-1 inline-block size-1.5 rounded-full bg-note align-middle" />
      {writes ? t`Отвечает: ${names}` : t`Смотрит: ${names}`}
    </span>
  );
}

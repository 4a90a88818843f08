import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, unwrap } from '@/api/client';
import type { Company } from '@/api/types';
import { chatKeys } from '@/domain/chats/keys';

export type Companies = ReadonlyMap<string, Company['others']>;

/** Learns who else has chats of the list open: one question for all rows, asked with the change feed. */
export function ListCompanies({ onChange }: { onChange: (companies: Companies) => void }) {
  const { data } = useQuery({
    queryKey: chatKeys.companies,
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/chats/presence', { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => {
    if (data) onChange(new Map(data.chats.map((chat) => [chat.chat_id, chat.others])));
  }, [data, onChange]);
  return null;
}

/** Who else has a chat of the list open. */
export function RowCompany({ others }: Pick<Company, 'others'>) {
  const { t } = useLingui();
  const names = others.map((other) => other.name).join(', ');
  const writes = others.some((other) => other.state === 'writing');
  return (
    <span className={`mr-1.5 text-note ${writes ? 'font-semibold' : ''}`}>
      <span aria-hidden="true" className="mr-1 inline-block size-1.5 rounded-full bg-note align-middle" />
      {writes ? t`Отвечает: ${names}` : t`Смотрит: ${names}`}
    </span>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, unwrap } from '@/api/client';
import type { Chat } from '@/api/types';
import { inboxPath } from '@/domain/chats/filters';
import { chatKeys } from '@/domain/chats/keys';
import { chatQuery } from '@/domain/chats/queries';
import { nearMoment } from '@/domain/deadline/words';
import { useDateStyle, useWorkspace } from '@/domain/session/workspace';
import { useNow } from '@/lib/use-now';
import { Refusal } from '@/ui/refusal';
import { Value } from './value';

const SHOWN = 20;

/** Who writes, and what else they wrote about. */
export function Buyer({ chatId }: { chatId: string }) {
  const { t } = useLingui();
  const chat = useQuery(chatQuery(chatId));
  if (!chat.data) return null;
  const { buyer_name: name, buyer_external_id: id } = chat.data;
  return (
    <div className="space-y-3">
      <div>
        {name ? <Value chatId={chatId} value={name} /> : <p>{t`Ozon не сообщает имени покупателя.`}</p>}
        {id ? <p className="text-sm break-all text-ink2">{t`Номер покупателя: ${id}`}</p> : null}
      </div>
      {id ? <OtherChats chat={chat.data} buyerId={id} /> : null}
    </div>
  );
}

function OtherChats({ chat, buyerId }: { chat: Chat; buyerId: string }) {
  const { t, i18n } = useLingui();
  const { slug } = useWorkspace();
  const style = useDateStyle();
  const now = useNow();
  const chats = useQuery({
    queryKey: chatKeys.ofBuyer(buyerId),
    queryFn: async ({ signal }) => {
      const query = { queue: 'all', ordering: 'newest', search: buyerId, limit: SHOWN } as const;
      return (await unwrap(api.GET('/api/v1/chats', { params: { query }, signal }))).results;
    },
    select: (found) => found.filter((one) => one.buyer_external_id === buyerId && one.id !== chat.id),
  });
  if (chats.isError) return <Refusal error={chats.error} withRemedy />;
  if (!chats.data) return <div aria-hidden="true" className="skeleton h-3.5 w-2/3" />;
  return (
    <section>
      <h3 className="mb-1 font-semibold">{t`Другие чаты`}</h3>
      {chats.data.length === 0 ? <p className="text-ink2">{t`Других чатов с ним нет.`}</p> : null}
      <ul>
        {chats.data.map((one) => (
          <li key={one.id}>
            <Link
              to={inboxPath(slug, { view: 'all', chat: one.id })}
              className="flex min-h-8 items-baseline justify-between gap-2 rounded-sm py-1 hover:bg-sunken coarse:min-h-11"
            >
              <span className="min-w-0 truncate text-accent underline">{one.title}</span>
              <span className="shrink-0 text-xs text-ink3">
                {one.last_message_at ? nearMoment(i18n, Date.parse(one.last_message_at), now, style) : ''}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

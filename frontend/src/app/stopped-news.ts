import type { I18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import type { QueryClient } from '@tanstack/react-query';
import { chatQuery } from '@/domain/chats/queries';
import type { OutboxEntry } from '@/domain/replies/outbox';
import { toast } from '@/ui/toasts';

/** Says what was not sent and in which chat, and leads there. */
export async function tellStopped(
  i18n: I18n,
  client: QueryClient,
  { chatId, failure }: OutboxEntry,
  onOpen: () => void,
): Promise<void> {
  const chat = await client.ensureQueryData(chatQuery(chatId)).catch(() => null);
  const reason = failure?.text ?? '';
  const text = chat
    ? t(i18n)`Сообщение в чат «${chat.title}» не отправлено. ${reason}`
    : t(i18n)`Сообщение не отправлено. ${reason}`;
  toast(text, { urgent: true, way: { label: t(i18n)`Открыть`, take: onOpen } });
}

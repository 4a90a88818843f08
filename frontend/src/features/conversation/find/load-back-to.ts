import type { QueryClient } from '@tanstack/react-query';
import { allMessages, type MessagePages } from '@/domain/chats/cache';
import { chatKeys } from '@/domain/chats/keys';
import { fetchMessages } from '@/domain/chats/queries';

const AT_ONCE = 100;

/** Loads older pages of a thread until the message is among them; false when it is not there, or no longer wanted. */
export async function loadBackTo(
  client: QueryClient,
  chatId: string,
  messageId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const key = chatKeys.messages(chatId);
  for (;;) {
    const known = client.getQueryData<MessagePages>(key);
    if (!known || signal.aborted) return false;
    const messages = allMessages(known);
    if (messages.some((message) => message.id === messageId)) return true;
    const before = messages[0]?.id;
    if (before === undefined || known.pages.at(-1)?.has_older !== true) return false;
    const page = await fetchMessages(chatId, { before }, signal, AT_ONCE);
    client.setQueryData<MessagePages>(key, (current) => withOlder(current, before, page));
  }
}

/** Put below the oldest page, unless the feed loaded it meanwhile by itself. */
function withOlder(
  current: MessagePages | undefined,
  before: string,
  page: MessagePages['pages'][number],
): MessagePages | undefined {
  if (!current || current.pages.at(-1)?.results[0]?.id !== before) return current;
  return { pages: [...current.pages, page], pageParams: [...current.pageParams, before] };
}

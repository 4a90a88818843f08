import { useQuery } from '@tanstack/react-query';
import { chatQuery } from '@/domain/chats/queries';
import { ChatRow, type ChatRowProps } from './chat-row';

/** A row whose chat left the view shows why: answered, closed. The list no longer brings it, so it is asked for. */
export function GoneRow(props: ChatRowProps) {
  const fresh = useQuery(chatQuery(props.chat.id));
  return <ChatRow {...props} chat={fresh.data ?? props.chat} />;
}

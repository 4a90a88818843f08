import type { Chat } from '@/api/types';
import { HeadActions } from './head-actions';
import { StateLine } from './state-line';

/** What people do to a chat besides answering it. */
export default function ChatActions({ chat, place }: { chat: Chat; place: 'head' | 'answer' }) {
  return place === 'head' ? <HeadActions chat={chat} /> : <StateLine chat={chat} />;
}

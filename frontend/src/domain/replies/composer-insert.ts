import { handOver, useHandedOver } from '@/lib/handover';

const target = new EventTarget();

/** Puts a value into the reply of a chat, where the cursor stands. False when there is no place to write. */
export const insertIntoReply = (chatId: string, value: string): boolean => handOver(target, chatId, value);

export function useInsertions(chatId: string, onValue: (value: string) => void): void {
  useHandedOver(target, chatId, onValue);
}

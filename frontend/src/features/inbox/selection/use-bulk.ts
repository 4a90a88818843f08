import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorText } from '@/api/errors';
import type { BulkResult, Chat } from '@/api/types';
import { patchChat } from '@/domain/chats/cache';
import { foreseen, tellDeeds, wayBack } from '@/domain/chats/deeds';
import { chatKeys } from '@/domain/chats/keys';
import { toast } from '@/ui/toasts';
import { type BulkDeed, doToMany, putBack, type Undoable } from './bulk';

export type Failed = { chat: Chat; error: NonNullable<BulkResult['error']> };

/** One thing done to all ticked chats: shown at once, undone as one, and what failed is listed. */
export function useBulk() {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failed[]>([]);

  const show = (chats: Chat[]) => {
    for (const chat of chats) patchChat(client, chat.id, () => chat);
  };
  const renew = () => {
    void client.invalidateQueries({ queryKey: chatKeys.lists });
    void client.invalidateQueries({ queryKey: chatKeys.counts });
    void client.invalidateQueries({ queryKey: ['chat'] });
  };
  const words = (count: number, deed: BulkDeed): string => {
    const chats = plural(count, { one: '# чат', few: '# чата', many: '# чатов', other: '# чата' });
    if (deed.kind === 'close') return t`Закрыто: ${chats}`;
    if (deed.kind === 'snooze') return t`Отложено: ${chats}`;
    if (deed.kind === 'read') return t`Прочитано: ${chats}`;
    if (deed.kind === 'unread') return t`Снова непрочитано: ${chats}`;
    return t`Назначено: ${chats}`;
  };
  const undo = async (undoable: Undoable[]) => {
    show(undoable.map(({ before }) => before));
    const lost = await putBack(client, undoable);
    tellDeeds(
      client,
      undoable.map(({ before }) => before),
    );
    if (lost > 0) toast(t`Не удалось вернуть: ${i18n.number(lost)}`, { urgent: true });
    renew();
  };

  /** True when everything went well. */
  const run = async (chats: Chat[], deed: BulkDeed): Promise<boolean> => {
    setBusy(true);
    show(chats.map((chat) => foreseen(chat, deed)));
    try {
      const results = new Map((await doToMany(chats, deed)).map((result) => [result.chat_id, result]));
      const refused = chats.flatMap((chat): Failed[] => {
        const error = results.get(chat.id)?.error;
        return error ? [{ chat, error }] : [];
      });
      const isRefused = new Set(refused.map(({ chat }) => chat.id));
      const done = chats.filter((chat) => !isRefused.has(chat.id));
      const undoable = done.flatMap((before): Undoable[] => {
        const back = wayBack(before, deed);
        return back ? [{ before, back }] : [];
      });
      show(refused.map(({ chat }) => chat));
      tellDeeds(client, done);
      setFailed(refused);
      if (done.length > 0) {
        toast(words(done.length, deed), undoable.length > 0 ? { undo: () => void undo(undoable) } : {});
      }
      return refused.length === 0;
    } catch (error) {
      show(chats);
      toast(errorText(error, i18n.locale).text, { urgent: true });
      return false;
    } finally {
      setBusy(false);
      renew();
    }
  };

  return { run, busy, failed, forget: () => setFailed([]) };
}

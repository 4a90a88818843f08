import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorText } from '@/api/errors';
import type { BulkResult, Chat } from '@/api/types';
import { patchChat } from '@/domain/chats/cache';
import { chatKeys } from '@/domain/chats/keys';
import { toast } from '@/ui/toasts';
import { type Deed, doToMany, foreseen, isUndoable, putBack } from './bulk';

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
  const words = (count: number, deed: Deed): string => {
    const chats = plural(count, { one: '# чат', few: '# чата', many: '# чатов', other: '# чата' });
    if (deed.action === 'close') return t`Закрыто: ${chats}`;
    if (deed.action === 'snooze') return t`Отложено: ${chats}`;
    if (deed.action === 'read') return t`Прочитано: ${chats}`;
    if (deed.action === 'unread') return t`Снова непрочитано: ${chats}`;
    return t`Назначено: ${chats}`;
  };
  const undo = async (chats: Chat[], deed: Deed) => {
    show(chats);
    const lost = await putBack(chats, deed);
    if (lost > 0) toast(t`Не удалось вернуть: ${i18n.number(lost)}`, { urgent: true });
    renew();
  };

  /** True when everything went well. */
  const run = async (chats: Chat[], deed: Deed): Promise<boolean> => {
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
      const undoable = done.filter((chat) => isUndoable(chat, deed));
      show(refused.map(({ chat }) => chat));
      setFailed(refused);
      if (done.length > 0) {
        toast(words(done.length, deed), undoable.length > 0 ? { undo: () => void undo(undoable, deed) } : {});
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

import { useLingui } from '@lingui/react/macro';
import type { OutboxEntry } from '@/domain/replies/outbox';
import { useOutbox } from '@/domain/replies/outbox-context';
import { sendAgain } from '@/domain/replies/send-again';
import { useDateStyle } from '@/domain/session/workspace';
import { clockTime } from '@/lib/dates';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { useGiveBack } from '../composer-text';
import { RichText } from '../rich-text';

/** Something newer came while the answer was written: the person reads it and decides. */
export default function ChangedDialog({ entry }: { entry: OutboxEntry }) {
  const { t } = useLingui();
  const style = useDateStyle();
  const outbox = useOutbox();
  const giveBack = useGiveBack(entry.chatId);
  const fromBuyer = entry.newer.some((message) => message.author === 'buyer');
  const text = 'text' in entry.content ? entry.content.text : null;

  const sendAnyway = () =>
    sendAgain(outbox, entry, { expectedLastMessageId: entry.newer.at(-1)?.id ?? null });
  const goBack = () => {
    if (text !== null) giveBack(text);
    outbox.remove(entry.key);
  };

  return (
    <Dialog title={fromBuyer ? t`Покупатель написал ещё` : t`В чате уже ответили`} onClose={goBack}>
      <div className="max-h-[40dvh] space-y-2 overflow-y-auto">
        {entry.newer.map((message) => (
          <div key={message.id} className="rounded-lg bg-sunken px-3 py-2">
            <div className="mb-0.5 text-xs text-ink2">
              {message.author === 'buyer' ? t`Покупатель` : (message.author_name ?? t`Кабинет Ozon`)},{' '}
              {clockTime(Date.parse(message.sent_at), style)}
            </div>
            {message.text === '' ? t`Фото или файл` : <RichText text={message.text} />}
          </div>
        ))}
      </div>
      {text === null ? null : (
        <div className="mt-3">
          <div className="mb-1 text-sm text-ink2">{t`Ваш ответ`}</div>
          <p className="max-h-[20dvh] overflow-y-auto rounded-lg bg-bubble-out px-3 py-2 whitespace-pre-wrap">
            {text}
          </p>
        </div>
      )}
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button onClick={sendAnyway}>{t`Отправить всё равно`}</Button>
        <Button look="primary" data-autofocus onClick={goBack}>
          {text === null ? t`Не отправлять` : t`Вернуться`}
        </Button>
      </div>
    </Dialog>
  );
}

import { useLingui } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import type { TelegramChannel } from '@/api/types';
import { KeyInput } from '@/domain/chat-accounts/key-input';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Refusal } from '@/ui/refusal';
import { useTelegramChange } from './queries';

/** Bot and chat. The token goes in and is never shown again. */
export function TelegramForm({ channel, onDone }: { channel: TelegramChannel; onDone: () => void }) {
  const { t } = useLingui();
  const [token, setToken] = useState('');
  const [chatId, setChatId] = useState(channel.chat_id ?? '');
  const save = useTelegramChange();
  const ready = chatId.trim() !== '' && (channel.is_connected || token !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    save.mutate(
      { chat_id: chatId.trim(), ...(token === '' ? {} : { token }) },
      {
        onSuccess: () => {
          setToken('');
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={submit} className="space-y-3">
      <ol className="list-decimal space-y-1 pl-5 text-ink2">
        <li>{t`Создайте бота у @BotFather и скопируйте его токен.`}</li>
        <li>{t`Добавьте бота в чат команды.`}</li>
        <li>{t`Укажите номер чата или @имя открытого канала.`}</li>
      </ol>
      <KeyInput
        label={channel.is_connected ? t`Новый токен бота (если меняется)` : t`Токен бота`}
        value={token}
        onChange={setToken}
      />
      <Field
        label={t`Номер чата`}
        inputMode="text"
        autoComplete="off"
        value={chatId}
        maxLength={64}
        onChange={(event) => setChatId(event.target.value)}
      />
      <Refusal error={save.error} withRemedy />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={save.isPending} aria-disabled={!ready || undefined}>
          {channel.is_connected ? t`Сохранить` : t`Подключить`}
        </Button>
        {channel.is_connected ? <Button onClick={onDone}>{t`Отмена`}</Button> : null}
      </div>
    </form>
  );
}

import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import type { Message } from '@/api/types';

const AT_ONCE = 3;

/** Reads out what arrives in the open chat; many at once are summed up. */
export function LiveLog({ messages }: { messages: Message[] }) {
  const { t } = useLingui();
  const seen = useRef<string | null>(null);
  const [lines, setLines] = useState<{ id: string; text: string }[]>([]);

  useEffect(() => {
    const last = messages.at(-1)?.id ?? null;
    if (last === seen.current) return;
    const from = seen.current === null ? -1 : messages.findIndex((message) => message.id === seen.current);
    const fresh = from < 0 ? [] : messages.slice(from + 1).filter((message) => message.author === 'buyer');
    seen.current = last;
    const newest = fresh.at(-1);
    if (!newest) return;
    const count = fresh.length;
    setLines(
      count > AT_ONCE
        ? [
            {
              id: newest.id,
              text: t`${plural(count, { one: '# новое сообщение', few: '# новых сообщения', many: '# новых сообщений', other: '# нового сообщения' })}`,
            },
          ]
        : fresh.map((message) => ({ id: message.id, text: t`Покупатель: ${message.text}` })),
    );
  }, [messages, t]);

  return (
    <div role="log" aria-label={t`Новые сообщения`} className="sr-only">
      {lines.map((line) => (
        <p key={line.id}>{line.text}</p>
      ))}
    </div>
  );
}

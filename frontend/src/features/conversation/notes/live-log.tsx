import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import type { ChatEvent, Message } from '@/api/types';
import { useDateStyle, useWorkspace } from '@/domain/session/workspace';
import { deedInWords } from './deed-words';

const AT_ONCE = 3;

type Line = { id: string; text: string };

/** Reads out what arrives in the open chat, words of the buyer and deeds of others; many at once are summed up. */
export function LiveLog({ messages, events }: { messages: Message[]; events: ChatEvent[] | undefined }) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const { me } = useWorkspace();
  const own = me.user?.name;
  const seen = useRef<string | null>(null);
  const seenDeeds = useRef<ReadonlySet<string> | null>(null);
  const [lines, setLines] = useState<Line[]>([]);

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

  useEffect(() => {
    if (!events) return;
    const known = seenDeeds.current;
    seenDeeds.current = new Set(events.map(({ id }) => id));
    const fresh = events.filter(({ id, by }) => known !== null && !known.has(id) && by !== own);
    if (fresh.length === 0) return;
    const now = Date.now();
    const said = [...fresh]
      .sort((a, b) => a.at.localeCompare(b.at))
      .slice(-AT_ONCE)
      .map((event) => ({ id: `deed-${event.id}`, text: deedInWords(i18n, event, now, style) }));
    setLines(said);
  }, [events, own, i18n, style]);

  return (
    <div role="log" aria-label={t`Новые сообщения`} className="sr-only">
      {lines.map((line) => (
        <p key={line.id}>{line.text}</p>
      ))}
    </div>
  );
}

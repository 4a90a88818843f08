import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { errorText } from '@/api/errors';
import { allMessages } from '@/domain/chats/cache';
import { feedPlace } from '@/domain/chats/feed-place';
import { useCommand } from '@/lib/commands';
import { useSettled } from '@/lib/use-settled';
import { IconButton } from '@/ui/button';
import { foundQuery } from './found-query';
import { loadBackTo } from './load-back-to';
import { useHighlights } from './use-highlights';

type Props = { chatId: string; asked: number; onClose: () => void };

/** Finds words in the whole conversation, loaded or not, and goes from one message to the next, newest first. */
export default function FindBar({ chatId, asked, onClose }: Props) {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const words = useSettled(text.trim(), 200);
  const [at, setAt] = useState(0);
  const found = useInfiniteQuery(foundQuery(chatId, words));
  const messages = allMessages(found.data).reverse();
  const total = words === '' ? 0 : (found.data?.pages[0]?.found ?? 0);
  const current = total > 0 && !found.isPlaceholderData ? messages[at]?.id : undefined;
  useHighlights(words, current);

  // Before it is painted: whoever sees the field has it, and the first letter is no key of the inbox.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every further wish comes back to the words
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [asked]);
  useEffect(() => {
    if (current === undefined) return;
    const stop = new AbortController();
    void loadBackTo(client, chatId, current, stop.signal).then(
      (there) => there && feedPlace.set(current),
      () => undefined,
    );
    return () => {
      stop.abort();
      feedPlace.set(null);
    };
  }, [client, chatId, current]);

  const { hasNextPage, fetchNextPage } = found;
  const step = (by: 1 | -1) => {
    if (total === 0) return;
    const next = (at + by + total) % total;
    if (next < messages.length) setAt(next);
    else if (hasNextPage) void fetchNextPage().then(() => setAt(next));
  };
  const close = () => {
    onClose();
    document.querySelector<HTMLElement>('#conversation [role=feed]')?.focus();
  };
  useCommand(
    'back',
    () => {
      if (document.activeElement instanceof HTMLTextAreaElement) return false;
      close();
      return true;
    },
    true,
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  };
  const place = i18n.number(at + 1);
  const count = i18n.number(total);

  return (
    <search
      aria-label={t`Поиск в переписке`}
      className="flex items-center gap-1 border-b border-line bg-panel px-5 py-1.5 phone:px-2"
    >
      <input
        ref={input}
        type="search"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        maxLength={200}
        aria-label={t`Найти в переписке`}
        placeholder={t`Найти в переписке`}
        enterKeyHint="search"
        className="min-h-8 min-w-0 flex-1 rounded-md border border-line-strong/60 bg-panel px-2.5 [&::-webkit-search-cancel-button]:hidden coarse:min-h-11"
      />
      <p role="status" className="min-w-16 px-1 text-right text-sm text-ink2">
        {words === '' || found.isPending
          ? ''
          : found.isError
            ? errorText(found.error, i18n.locale).text
            : total === 0
              ? t`Не нашлось`
              : t`${place} из ${count}`}
      </p>
      <IconButton
        icon="chevron"
        label={t`Раньше`}
        hint="Enter"
        aria-disabled={total < 2 || undefined}
        className="rotate-180"
        onClick={() => step(1)}
      />
      <IconButton
        icon="chevron"
        label={t`Позже`}
        hint="Shift+Enter"
        aria-disabled={total < 2 || undefined}
        onClick={() => step(-1)}
      />
      <IconButton icon="close" label={t`Закрыть поиск`} hint="Esc" onClick={close} />
    </search>
  );
}

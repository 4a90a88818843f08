import { useLingui } from '@lingui/react/macro';
import { type RefObject, useRef, useState } from 'react';
import { ownText } from '@/api/errors';
import type { Chat } from '@/api/types';
import { windowHasPassed } from '@/domain/deadline/chip';
import { useCompany } from '@/domain/presence/use-presence';
import { command } from '@/lib/commands';
import { useNow } from '@/lib/use-now';
import type { LengthState } from './length-counter';
import { gapsIn } from './templates/variables';
import type { usePendingFiles } from './use-pending-files';
import { useQueueReply } from './use-queue-reply';

type Accepted = { window?: boolean; writer?: boolean; thenClose?: boolean };

/** What stands between the key and the outbox: refusals with their reason, and questions asked once. */
export function useSend(options: {
  chat: Chat;
  text: string;
  length: LengthState;
  files: ReturnType<typeof usePendingFiles>;
  takeAway: () => number | null;
  field: RefObject<HTMLTextAreaElement | null>;
}) {
  const { chat, text, length, files, field } = options;
  const { t, i18n } = useLingui();
  const queueReply = useQueueReply(chat.id);
  const anyway = useRef<HTMLButtonElement>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const closes = chat.clock.window_closes_at;
  const now = useNow(closes === null ? null : Date.parse(closes));
  const [acceptedWindow, setAcceptedWindow] = useState<string | null>(null);
  const asksWindow = windowHasPassed(chat.clock, now) && acceptedWindow !== closes;

  const writer = useCompany(chat.id).find((other) => other.state === 'writing');
  const [askedWriter, setAskedWriter] = useState<string | null>(null);
  const [acceptedWriter, setAcceptedWriter] = useState<string | null>(null);
  const asksWriter = writer !== undefined && acceptedWriter !== writer.since;

  const empty = text.trim() === '' && files.ready.length === 0;
  const refusal = (): string | null => {
    if (length.over > 0) return ownText('text_too_long', i18n.locale).text;
    if (files.uploading) return t`Подождите, файл ещё загружается.`;
    if (empty) return t`Напишите ответ или приложите файл.`;
    const names = gapsIn(text).map((gap) => gap.name);
    return names.length > 0 ? t`Заполните: ${[...new Set(names)].join(', ')}.` : null;
  };

  /** The question that is still open, given what was just accepted. */
  const asks = (accepted: Accepted): boolean => {
    if (asksWindow && !accepted.window) return true;
    if (!asksWriter || accepted.writer) return false;
    setAskedWriter(writer.since);
    return true;
  };

  // Kept over the questions: «send anyway» means what was asked for first.
  const closing = useRef(false);
  const send = (accepted: Accepted = {}): void => {
    if (!accepted.window && !accepted.writer) closing.current = accepted.thenClose ?? false;
    const reason = refusal();
    setProblem(reason);
    if (accepted.window) setAcceptedWindow(closes);
    if (accepted.writer) setAcceptedWriter(writer?.since ?? null);
    if (reason !== null) {
      field.current?.focus();
    } else if (asks(accepted)) {
      // The question may appear with this very press.
      requestAnimationFrame(() => anyway.current?.focus());
    } else {
      queueReply(text.trim(), files.ready, options.takeAway(), closing.current);
      files.clear();
      field.current?.focus();
      if (closing.current) command('next');
    }
  };

  return {
    send,
    problem,
    clearProblem: () => setProblem(null),
    empty,
    anyway,
    asksWindow,
    /** Puts off the question that Esc is pressed at. */
    stepBack: () => setAskedWriter(null),
    writer: asksWriter ? { ...writer, asked: askedWriter === writer.since } : null,
  };
}

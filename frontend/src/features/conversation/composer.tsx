import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useId, useRef, useState } from 'react';
import { ownText } from '@/api/errors';
import type { Chat, ChatAccount } from '@/api/types';
import { windowHasPassed } from '@/domain/deadline/chip';
import { usePreferences } from '@/domain/preferences/preferences';
import { useDraft } from '@/domain/replies/use-draft';
import { useWorkspace } from '@/domain/session/workspace';
import { useNow } from '@/lib/use-now';
import { Button, IconButton } from '@/ui/button';
import { useReturnedText } from './composer-text';
import { DropZone } from './drop-zone';
import { insertLineBreak } from './insert-line-break';
import { LengthCounter, lengthState } from './length-counter';
import { useComposerFocus } from './use-composer-focus';
import { usePendingFiles } from './use-pending-files';
import { useQueueReply } from './use-queue-reply';
import { WindowQuestion } from './window-question';

const PendingFiles = lazy(() => import('./pending-files'));

const DEFAULT_TEXT_MAX = 1000;

/** Writes an answer. Nothing typed is ever cut or lost, and nothing is sent that the marketplace would refuse. */
export function Composer({ chat, account }: { chat: Chat; account: ChatAccount | undefined }) {
  const { t, i18n } = useLingui();
  const { storageKey } = useWorkspace();
  const { sendWith } = usePreferences();
  const errorId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const anyway = useRef<HTMLButtonElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const draft = useDraft(storageKey, chat.id);
  const files = usePendingFiles(chat.id, account?.capabilities);
  const queueReply = useQueueReply(chat.id);
  const [problem, setProblem] = useState<string | null>(null);
  const closes = chat.clock.window_closes_at;
  const now = useNow(closes === null ? null : Date.parse(closes));
  const [acceptedWindow, setAcceptedWindow] = useState<string | null>(null);
  const asks = windowHasPassed(chat.clock, now) && acceptedWindow !== closes;

  useComposerFocus(field, draft.text);
  useReturnedText(chat.id, (text) => {
    draft.setText(draft.text.trim() === '' ? text : `${text}\n\n${draft.text}`);
    field.current?.focus();
  });

  const limit = account?.capabilities.text_max ?? DEFAULT_TEXT_MAX;
  const length = lengthState(draft.text, limit);
  const empty = draft.text.trim() === '' && files.ready.length === 0;

  const send = (confirmed: boolean) => {
    const refusal =
      length.over > 0
        ? ownText('text_too_long', i18n.locale).text
        : files.uploading
          ? t`Подождите, файл ещё загружается.`
          : empty
            ? t`Напишите ответ или приложите файл.`
            : null;
    setProblem(refusal);
    if (refusal !== null) return field.current?.focus();
    if (asks && !confirmed) return anyway.current?.focus();
    if (confirmed) setAcceptedWindow(closes);
    queueReply(draft.text.trim(), files.ready);
    draft.clear();
    files.clear();
    field.current?.focus();
  };

  const onKeyDown = (event: React.KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || event.key !== 'Enter' || event.altKey) return;
    const withModifier = event.ctrlKey || event.metaKey;
    if (sendWith === 'enter' && event.shiftKey) return;
    if (sendWith === 'enter' ? withModifier : !withModifier) {
      if (withModifier) insertLineBreak(event, draft.setText);
      return;
    }
    event.preventDefault();
    send(false);
  };

  return (
    <section aria-label={t`Ответ`} className="border-t border-line bg-panel px-5 py-3 phone:px-2 phone:py-2">
      <DropZone onFiles={files.add} />
      <div className="mx-auto max-w-4xl">
        {asks ? <WindowQuestion buttonRef={anyway} onSend={() => send(true)} /> : null}
        {files.all.length > 0 ? (
          <Suspense>
            <PendingFiles
              files={files.all}
              separate={!account?.capabilities.text_with_files && draft.text.trim() !== ''}
              onRemove={files.remove}
            />
          </Suspense>
        ) : null}
        <div className="rounded-lg border border-line-strong bg-panel focus-within:outline-2 focus-within:outline-accent">
          <textarea
            ref={field}
            id="composer"
            rows={1}
            value={draft.text}
            onChange={(event) => {
              draft.setText(event.target.value);
              setProblem(null);
            }}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              if (event.clipboardData.files.length === 0) return;
              event.preventDefault();
              files.add([...event.clipboardData.files]);
            }}
            aria-label={t`Ответ покупателю`}
            placeholder={t`Ответ покупателю`}
            aria-invalid={length.over > 0 || problem !== null || undefined}
            aria-describedby={errorId}
            className="thin-scroll block max-h-60 min-h-10 w-full resize-none bg-transparent px-3 pt-2.5 pb-1 outline-none"
          />
          <div className="flex items-center gap-2 px-1.5 pb-1.5">
            <IconButton icon="clip" label={t`Приложить файл`} onClick={() => picker.current?.click()} />
            <input
              ref={picker}
              type="file"
              multiple
              accept={account?.capabilities.file_types.join(',')}
              aria-label={t`Файлы`}
              tabIndex={-1}
              className="sr-only"
              onChange={(event) => {
                files.add([...(event.target.files ?? [])]);
                event.target.value = '';
              }}
            />
            <p id={errorId} aria-live="polite" className="min-w-0 flex-1 text-sm text-bad">
              {problem}
            </p>
            <LengthCounter state={length} />
            <Button
              look="primary"
              icon="send"
              aria-disabled={empty || length.over > 0 || undefined}
              onClick={() => send(false)}
              title={sendWith === 'enter' ? 'Enter' : 'Ctrl+Enter'}
            >
              {t`Отправить`}
            </Button>
          </div>
        </div>
      </div>
    </section>
  );
}

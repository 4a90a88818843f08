import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useId, useRef, useState } from 'react';
import type { Chat, ChatAccount } from '@/api/types';
import { patchChat } from '@/domain/chats/cache';
import { usePreferences } from '@/domain/preferences/preferences';
import { usePresence } from '@/domain/presence/use-presence';
import { useWriting } from '@/domain/presence/use-writing';
import { useInsertions } from '@/domain/replies/composer-insert';
import { joinTexts } from '@/domain/replies/draft-returns';
import { useDraft } from '@/domain/replies/use-draft';
import { useWorkspace } from '@/domain/session/workspace';
import { useCommand } from '@/lib/commands';
import { Button, IconButton } from '@/ui/button';
import { toast } from '@/ui/toasts';
import { useReturnedText } from '../composer-text';
import { CompanyQuestion } from './company-question';
import { ComposerField } from './composer-field';
import { ComposerTools } from './composer-tools';
import { DraftConflict } from './draft-conflict';
import { draftPreview } from './draft-preview';
import { DropZone } from './drop-zone';
import { LengthCounter, lengthState } from './length-counter';
import { selectGap } from './select-gap';
import { GapLine } from './templates/gap-line';
import { TemplatePicker } from './templates/template-picker';
import { useComposerFocus } from './use-composer-focus';
import { usePendingFiles } from './use-pending-files';
import { useSend } from './use-send';
import { WindowQuestion } from './window-question';

const PendingFiles = lazy(() => import('./pending-files'));

const DEFAULT_TEXT_MAX = 1000;

type Props = { chat: Chat; account: ChatAccount | undefined; onNote: () => void };

/** Writes an answer. Nothing typed is ever cut or lost, and nothing is sent that the marketplace would refuse. */
export function Composer({ chat, account, onNote }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { storageKey } = useWorkspace();
  const { sendWith } = usePreferences();
  const errorId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [picking, setPicking] = useState(false);
  const draft = useDraft(storageKey, chat.id, (kept) =>
    patchChat(client, chat.id, (known) => ({ ...known, draft: draftPreview(kept) })),
  );
  const files = usePendingFiles(chat.id, account?.capabilities);
  const length = lengthState(draft.text, account?.capabilities.text_max ?? DEFAULT_TEXT_MAX);
  const sending = useSend({ chat, text: draft.text, length, files, takeAway: draft.takeAway, field });

  usePresence(chat.id, useWriting(draft.text));
  useComposerFocus(field, draft.text, sending.stepBack);
  useReturnedText(chat.id, (text) => {
    draft.setText(joinTexts(text, draft.text));
    field.current?.focus();
  });
  useCommand('templates', () => setPicking(true));

  const write = (text: string) => {
    draft.setText(text);
    sending.clearProblem();
  };
  const closePicker = useCallback(() => {
    setPicking(false);
    field.current?.focus();
  }, []);
  const insert = (text: string) => {
    const target = field.current;
    if (!target) return;
    const from = target.selectionStart;
    target.setRangeText(text, from, target.selectionEnd, 'end');
    write(target.value);
    closePicker();
    selectGap(target, from);
  };
  useInsertions(chat.id, (value) => {
    const before = draft.text.slice(0, field.current?.selectionStart);
    insert(before === '' || /\s$/.test(before) ? value : ` ${value}`);
  });
  const resolve = (choice: 'mine' | 'other') => {
    const stepsBack = draft.resolve(choice);
    if (stepsBack.trim() !== '') toast(t`Черновик заменён`, { undo: () => write(stepsBack) });
    field.current?.focus();
  };

  return (
    <section aria-label={t`Ответ`} className="border-t border-line bg-panel px-5 py-3 phone:px-2 phone:py-2">
      <DropZone onFiles={files.add} />
      <div className="relative mx-auto max-w-4xl">
        {picking ? <TemplatePicker chat={chat} onInsert={insert} onClose={closePicker} /> : null}
        {draft.conflict ? (
          <DraftConflict
            other={draft.conflict}
            onMine={() => resolve('mine')}
            onOther={() => resolve('other')}
          />
        ) : null}
        {sending.asksWindow ? (
          <WindowQuestion buttonRef={sending.anyway} onSend={() => sending.send({ window: true })} />
        ) : sending.writer ? (
          <CompanyQuestion
            writer={sending.writer}
            asked={sending.writer.asked}
            buttonRef={sending.anyway}
            onSend={() => sending.send({ writer: true })}
          />
        ) : null}
        {files.all.length > 0 ? (
          <Suspense>
            <PendingFiles
              files={files.all}
              maxBytes={account?.capabilities.file_max_bytes}
              separate={!account?.capabilities.text_with_files && draft.text.trim() !== ''}
              onRemove={files.remove}
            />
          </Suspense>
        ) : null}
        <div className="rounded-lg border border-line-strong bg-panel focus-within:outline-2 focus-within:outline-accent">
          <ComposerField
            chat={chat}
            fieldRef={field}
            text={draft.text}
            invalid={length.over > 0 || sending.problem !== null}
            errorId={errorId}
            onText={write}
            onFiles={files.add}
            onSend={sending.send}
            onTemplates={() => setPicking(true)}
          />
          <GapLine text={draft.text} onGap={(gap) => selectGap(field.current, gap.start)} />
          <div className="flex flex-wrap items-center gap-1 px-1.5 pb-1.5">
            <ComposerTools
              accept={account?.capabilities.file_types.join(',')}
              onFiles={files.add}
              onTemplates={() => setPicking(true)}
              onNote={onNote}
            />
            <p id={errorId} aria-live="polite" className="min-w-0 flex-1 px-1 text-sm text-bad">
              {sending.problem}
            </p>
            <LengthCounter state={length} />
            <div className="ml-auto flex items-center gap-2">
              <IconButton
                icon="archive"
                label={t`Отправить и закрыть чат`}
                hint="Ctrl+Shift+Enter"
                aria-disabled={sending.empty || length.over > 0 || undefined}
                onClick={() => sending.send({ thenClose: true })}
              />
              <Button
                look="primary"
                icon="send"
                aria-disabled={sending.empty || length.over > 0 || undefined}
                onClick={() => sending.send()}
                title={sendWith === 'enter' ? 'Enter' : 'Ctrl+Enter'}
              >
                {t`Отправить`}
              </Button>
            </div>
          </div>
        </div>
      </div>
    </section>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { errorText } from '@/api/errors';
import type { Chat } from '@/api/types';
import { addToDraft } from '@/domain/replies/draft-returns';
import { useWorkspace } from '@/domain/session/workspace';
import { useCommand } from '@/lib/commands';
import { codePoints } from '@/lib/text';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { useReturnedText } from '../composer-text';
import { NOTE_MAX, NoteField } from './note-field';
import { writeNote } from './queries';
import { useKeptText } from './use-kept-text';

/** In the place of the answer, and unlike it: other colour, other label, other button, a text of its own. */
export function NoteComposer({ chat, onBack }: { chat: Chat; onBack: () => void }) {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const { storageKey } = useWorkspace();
  const [text, setText] = useKeptText(`${storageKey}:note:${chat.id}`);
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const save = useMutation({
    mutationFn: (note: string) => writeNote(client, chat.id, note),
    onSuccess: (_nothing, note) => {
      if ((field.current?.value.trim() ?? note) === note) setText('');
    },
    onError: (error) => setProblem(errorText(error, i18n.locale).text),
  });

  useEffect(() => field.current?.focus(), []);
  // The answer that comes back is what the person wants to write now.
  useReturnedText(chat.id, (returned) => {
    addToDraft(storageKey, chat.id, returned);
    onBack();
  });
  useCommand('note', () => field.current?.focus());
  useCommand('reply', () => {
    onBack();
    return true;
  });
  useCommand('back', () => {
    if (!field.current?.closest('section')?.contains(document.activeElement)) return false;
    onBack();
    return true;
  });

  const submit = () => {
    if (save.isPending) return;
    const note = text.trim();
    const over = codePoints(note) - NOTE_MAX;
    const refusal = note === '' ? t`Напишите заметку.` : over > 0 ? t`Заметка длиннее на ${over}.` : null;
    setProblem(refusal);
    if (refusal === null) save.mutate(note);
    field.current?.focus();
  };

  return (
    <section
      aria-label={t`Заметка для команды`}
      className="border-t-2 border-note bg-note-soft px-5 py-3 phone:px-2 phone:py-2"
    >
      <div className="mx-auto max-w-4xl">
        <div className="mb-2 flex flex-wrap items-center gap-x-2 text-note">
          <Icon name="lock" size={16} />
          <p className="min-w-0 flex-1">
            <strong className="font-semibold">{t`Заметка для команды`}</strong>
            {' · '}
            {t`покупатель её не увидит`}
          </p>
          <Button look="quiet" className="!min-h-7 !text-note coarse:!min-h-11" title="Esc" onClick={onBack}>
            {t`К ответу покупателю`}
          </Button>
        </div>
        <NoteField
          text={text}
          label={t`Заметка для команды`}
          problem={problem}
          fieldRef={field}
          onText={(next) => {
            setText(next);
            setProblem(null);
          }}
          onSave={submit}
          buttons={
            <Button look="note" icon="lock" busy={save.isPending} onClick={submit}>
              {t`Сохранить заметку`}
            </Button>
          }
        />
      </div>
    </section>
  );
}

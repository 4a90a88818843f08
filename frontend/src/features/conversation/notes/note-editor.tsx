import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { errorText } from '@/api/errors';
import type { Note } from '@/api/types';
import { useCommand } from '@/lib/commands';
import { useFocusLeft } from '@/lib/use-focus-left';
import { Button } from '@/ui/button';
import { NoteField } from './note-field';
import { changeNote } from './queries';
import { useKeptText } from './use-kept-text';

/** A note being changed: its text stays on this device until it is saved or given up; Esc asks before that. */
export function NoteEditor(props: { note: Note; keptUnder: string; onDone: () => void }) {
  const { note, keptUnder } = props;
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const [text, setText] = useKeptText(keptUnder, note.text);
  const [resumed] = useState(text !== note.text);
  const [asking, setAsking] = useState(false);
  const box = useFocusLeft<HTMLDivElement>('article');
  const field = useRef<HTMLTextAreaElement>(null);
  const changed = text.trim() !== note.text;

  const leave = () => {
    setText(note.text);
    props.onDone();
  };
  const goOn = () => {
    setAsking(false);
    field.current?.focus();
  };
  const save = useMutation({
    mutationFn: (written: string) => changeNote(client, note, written),
    onSuccess: (_nothing, written) => {
      // What was typed on meanwhile is not saved yet.
      if ((field.current?.value ?? text).trim() === written) leave();
    },
  });
  const submit = () => {
    if (!changed) leave();
    else if (text.trim() !== '' && !save.isPending) save.mutate(text.trim());
  };

  useEffect(() => {
    const area = field.current;
    if (resumed || !area) return;
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }, [resumed]);
  useCommand(
    'back',
    () => {
      if (!box.current?.contains(document.activeElement)) return false;
      if (asking) goOn();
      else if (changed) setAsking(true);
      else leave();
      return true;
    },
    true,
  );

  return (
    <div ref={box}>
      <NoteField
        text={text}
        label={t`Текст заметки`}
        problem={
          asking ? t`Правка не сохранена.` : save.isError ? errorText(save.error, i18n.locale).text : null
        }
        fieldRef={field}
        onText={setText}
        onSave={submit}
        buttons={
          asking ? (
            <>
              <Button look="danger" onClick={leave}>{t`Стереть правку`}</Button>
              <Button onClick={goOn}>{t`Править дальше`}</Button>
            </>
          ) : (
            <>
              <Button onClick={leave}>{t`Не менять`}</Button>
              <Button look="note" icon="lock" busy={save.isPending} onClick={submit}>
                {t`Сохранить заметку`}
              </Button>
            </>
          )
        }
      />
    </div>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { errorText } from '@/api/errors';
import type { Note } from '@/api/types';
import { useCommand } from '@/lib/commands';
import { readText, writeText } from '@/lib/storage';
import { Button } from '@/ui/button';
import { NoteField } from './note-field';
import { changeNote } from './queries';

/** A note being changed: its text stays on this device until it is saved or given up; Esc asks before that. */
export function NoteEditor(props: { note: Note; keptUnder: string; onDone: () => void }) {
  const { note, keptUnder } = props;
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const [kept] = useState(() => readText(keptUnder));
  const [text, setShown] = useState(kept ?? note.text);
  const [asking, setAsking] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const changed = text.trim() !== note.text;

  const setText = (next: string) => {
    setShown(next);
    writeText(keptUnder, next.trim() === note.text ? null : next);
  };
  const leave = () => {
    writeText(keptUnder, null);
    props.onDone();
  };
  const goOn = () => {
    setAsking(false);
    field.current?.focus();
  };
  const save = useMutation({ mutationFn: () => changeNote(client, note, text.trim()), onSuccess: leave });
  const submit = () => {
    if (!changed) leave();
    else if (text.trim() !== '' && !save.isPending) save.mutate();
  };

  useEffect(() => {
    const area = field.current;
    if (kept !== null || !area) return;
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }, [kept]);
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

import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorText } from '@/api/errors';
import type { Note } from '@/api/types';
import { useDateStyle, useWorkspace } from '@/domain/session/workspace';
import { clockTime, fullDate } from '@/lib/dates';
import { readText } from '@/lib/storage';
import { useFocusLeft } from '@/lib/use-focus-left';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { toast } from '@/ui/toasts';
import { FoldedText } from '../folded-text';
import { NoteEditor } from './note-editor';
import { deleteNote } from './queries';

type Doing = 'reading' | 'changing' | 'deleting';
const SMALL = '!min-h-6 !px-1.5 text-xs coarse:!min-h-11';

/** What the team wrote for itself: nothing about it looks like a message. */
export function NoteBubble({ note, at }: { note: Note; at: number }) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const client = useQueryClient();
  const { storageKey } = useWorkspace();
  const keptUnder = `${storageKey}:note-edit:${note.id}`;
  // Scrolled out of sight and back, or after a reload, what was being changed goes on.
  const [doing, setDoing] = useState<Doing>(() => (readText(keptUnder) === null ? 'reading' : 'changing'));
  const refused = (error: unknown) => toast(errorText(error, i18n.locale).text, { urgent: true });
  const remove = useMutation({ mutationFn: () => deleteNote(client, note), onError: refused });
  const box = useFocusLeft<HTMLDivElement>('[role=feed]');
  /** The button that is pressed gives way to others. */
  const turnTo = (next: Doing) => {
    box.current?.closest('article')?.focus();
    setDoing(next);
  };
  return (
    <div ref={box} className="flex justify-end pt-3">
      <div className="w-fit max-w-[min(36rem,90%)] min-w-48 rounded-lg border border-l-4 border-note/60 bg-note-soft px-3 py-2">
        <p className="mb-1 flex flex-wrap items-center gap-x-1.5 text-xs text-note">
          <Icon name="lock" size={13} />
          <span className="font-semibold">{note.author_name}</span>
          {t`Видно только команде`}
        </p>
        {doing === 'changing' ? (
          <NoteEditor note={note} keptUnder={keptUnder} onDone={() => setDoing('reading')} />
        ) : (
          <FoldedText text={note.text} />
        )}
        <div className="mt-0.5 flex flex-wrap items-center justify-end gap-x-1.5 text-xs text-ink2">
          {note.own && doing === 'reading' ? (
            <>
              <Button look="quiet" className={SMALL} onClick={() => setDoing('changing')}>
                {t`Изменить`}
              </Button>
              <Button look="quiet" className={SMALL} onClick={() => turnTo('deleting')}>
                {t`Удалить`}
              </Button>
            </>
          ) : null}
          {doing === 'deleting' ? (
            <>
              <Button look="danger" className={SMALL} busy={remove.isPending} onClick={() => remove.mutate()}>
                {t`Удалить заметку`}
              </Button>
              <Button className={SMALL} onClick={() => turnTo('reading')}>
                {t`Оставить`}
              </Button>
            </>
          ) : null}
          {note.edited_at === null ? null : <span>{t`изменена`}</span>}
          <time dateTime={note.created_at} title={fullDate(at, style)}>
            {clockTime(at, style)}
          </time>
        </div>
      </div>
    </div>
  );
}

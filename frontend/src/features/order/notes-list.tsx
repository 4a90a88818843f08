import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { notesQuery } from '@/domain/chats/queries';
import { nearMoment } from '@/domain/deadline/words';
import { useDateStyle } from '@/domain/session/workspace';
import { command } from '@/lib/commands';
import { useNow } from '@/lib/use-now';
import { Button } from '@/ui/button';
import { Refusal } from '@/ui/refusal';

/** What the team noted about this chat: who and when, the newest first. */
export function NotesList({ chatId, onWrite }: { chatId: string; onWrite: () => void }) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const notes = useQuery(notesQuery(chatId));
  if (notes.isError && !notes.data) return <Refusal error={notes.error} withRemedy />;
  if (!notes.data) return <div aria-hidden="true" className="skeleton h-3.5 w-2/3" />;
  return (
    <div className="space-y-3">
      {notes.data.length === 0 ? <p className="text-ink2">{t`Заметок пока нет.`}</p> : null}
      <ul className="space-y-2">
        {notes.data.map((note) => (
          <li key={note.id} className="rounded-md bg-note-soft px-3 py-2">
            <p className="break-words whitespace-pre-wrap">{note.text}</p>
            <p className="mt-1 text-xs text-ink2">
              {note.author_name}, {nearMoment(i18n, Date.parse(note.created_at), now, style)}
            </p>
          </li>
        ))}
      </ul>
      <Button
        icon="lock"
        title="N"
        onClick={() => {
          onWrite();
          command('note');
        }}
      >
        {t`Написать заметку`}
      </Button>
    </div>
  );
}

import { useLingui } from '@lingui/react/macro';
import { type ReactNode, type Ref, useId } from 'react';
import { usePreferences } from '@/domain/preferences/preferences';
import { codePoints } from '@/lib/text';

export const NOTE_MAX = 4000;
const COUNT_FROM = NOTE_MAX * 0.8;

/** Where a note is written: in the colour of notes, with the key of sending for saving. */
export function NoteField(props: {
  text: string;
  label: string;
  problem: string | null;
  fieldRef: Ref<HTMLTextAreaElement>;
  onText: (text: string) => void;
  onSave: () => void;
  buttons: ReactNode;
}) {
  const { i18n } = useLingui();
  const { sendWith } = usePreferences();
  const errorId = useId();
  const length = codePoints(props.text.trim());
  return (
    <div className="rounded-lg border border-note bg-panel focus-within:outline-2 focus-within:outline-note">
      <textarea
        ref={props.fieldRef}
        rows={2}
        value={props.text}
        onChange={(event) => props.onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.key !== 'Enter' || event.altKey || event.shiftKey)
            return;
          const withModifier = event.ctrlKey || event.metaKey;
          if (sendWith === 'enter' ? withModifier : !withModifier) return;
          event.preventDefault();
          props.onSave();
        }}
        aria-label={props.label}
        placeholder={props.label}
        aria-invalid={props.problem !== null || undefined}
        aria-describedby={errorId}
        className="thin-scroll field-sizing-content block max-h-60 min-h-14 w-full resize-none bg-transparent px-3 pt-2.5 pb-1 outline-none"
      />
      <div className="flex flex-wrap items-center justify-end gap-2 px-1.5 pb-1.5">
        <p id={errorId} aria-live="polite" className="min-w-0 flex-1 pl-1.5 text-sm text-bad">
          {props.problem}
        </p>
        {length >= COUNT_FROM ? (
          <span className={`text-sm ${length > NOTE_MAX ? 'font-semibold text-bad' : 'text-ink2'}`}>
            {i18n.number(length)} / {i18n.number(NOTE_MAX)}
          </span>
        ) : null}
        {props.buttons}
      </div>
    </div>
  );
}

import { type ReactNode, type Ref, type TextareaHTMLAttributes, useId } from 'react';
import { INPUT } from './field';

type Props = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'> & {
  label: string;
  hint?: ReactNode;
  error?: ReactNode;
  ref?: Ref<HTMLTextAreaElement>;
};

/** A labelled text of several lines; its hint and error are tied to it. */
export function TextArea({ label, hint, error, ...rest }: Props) {
  const id = useId();
  const notes = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(' ');
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <textarea
        rows={6}
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={notes || undefined}
        className={INPUT}
      />
      {hint ? (
        <div id={`${id}-hint`} className="mt-1 text-sm text-ink3">
          {hint}
        </div>
      ) : null}
      {error ? (
        <div id={`${id}-error`} className="mt-1 text-sm text-bad">
          {error}
        </div>
      ) : null}
    </div>
  );
}

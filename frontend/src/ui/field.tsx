import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> & {
  label: string;
  hint?: ReactNode;
  error?: ReactNode;
  ref?: Ref<HTMLInputElement>;
};

export const INPUT =
  'w-full rounded-md border border-line-strong bg-panel px-3 py-1.5 min-h-9 text-ink coarse:min-h-11 aria-invalid:border-bad';

/** A labelled input; its hint and error are tied to it. */
export function Field({ label, hint, error, className, ...rest }: Props) {
  const id = useId();
  const notes = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(' ');
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <input
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

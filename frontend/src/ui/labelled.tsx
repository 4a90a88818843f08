import { type ReactNode, useId } from 'react';

export const INPUT =
  'w-full rounded-md border border-line-strong bg-panel px-3 py-1.5 min-h-9 text-ink coarse:min-h-11 aria-invalid:border-bad';

export type Labels = { label: string; hint?: ReactNode; error?: ReactNode };

/** What ties an input to its label, hint and error. */
type Ties = { id: string; 'aria-invalid': true | undefined; 'aria-describedby': string | undefined };

type Props = Labels & { className?: string; children: (ties: Ties) => ReactNode };

/** The label above an input, and the hint and the error below it. */
export function Labelled({ label, hint, error, className, children }: Props) {
  const id = useId();
  const notes = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(' ');
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      {children({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': notes || undefined })}
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

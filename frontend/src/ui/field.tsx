import type { InputHTMLAttributes, Ref } from 'react';
import { INPUT, Labelled, type Labels } from './labelled';

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> & Labels & { ref?: Ref<HTMLInputElement> };

/** A labelled input; its hint and error are tied to it. */
export function Field({ label, hint, error, className, ...rest }: Props) {
  return (
    <Labelled label={label} hint={hint} error={error} className={className}>
      {(ties) => <input {...rest} {...ties} className={INPUT} />}
    </Labelled>
  );
}

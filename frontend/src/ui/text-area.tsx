import type { Ref, TextareaHTMLAttributes } from 'react';
import { INPUT, Labelled, type Labels } from './labelled';

type Props = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'> &
  Labels & { ref?: Ref<HTMLTextAreaElement> };

/** A labelled text of several lines; its hint and error are tied to it. */
export function TextArea({ label, hint, error, ...rest }: Props) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(ties) => <textarea rows={6} {...rest} {...ties} className={INPUT} />}
    </Labelled>
  );
}

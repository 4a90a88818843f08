import type { KeyboardEvent } from 'react';

/** Browsers do nothing on Ctrl+Enter in a text field, so where it means a new line we make it. */
export function insertLineBreak(
  event: KeyboardEvent<HTMLTextAreaElement>,
  setText: (text: string) => void,
): void {
  event.preventDefault();
  const field = event.currentTarget;
  field.setRangeText('\n', field.selectionStart, field.selectionEnd, 'end');
  setText(field.value);
}

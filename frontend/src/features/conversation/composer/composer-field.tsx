import { useLingui } from '@lingui/react/macro';
import type { RefObject } from 'react';
import type { Chat } from '@/api/types';
import { usePreferences } from '@/domain/preferences/preferences';
import { selectWhenDrawn } from '@/lib/select-when-drawn';
import { insertLineBreak } from './insert-line-break';
import { selectGap } from './select-gap';
import { fillTyped } from './templates/variables';

/** The field of the answer with its keys: sending, a template on an empty line, the next gap. */
export function ComposerField(props: {
  chat: Chat;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  text: string;
  invalid: boolean;
  errorId: string;
  onText: (text: string) => void;
  onFiles: (files: File[]) => void;
  onSend: (options: { thenClose: boolean }) => void;
  onTemplates: () => void;
}) {
  const { t } = useLingui();
  const { sendWith } = usePreferences();
  const { chat, onText } = props;

  const onKeyDown = (event: React.KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || event.altKey) return;
    const withModifier = event.ctrlKey || event.metaKey;
    const field = event.currentTarget;
    if (!withModifier && asksForTemplates(event.key, event.code, field)) {
      event.preventDefault();
      props.onTemplates();
    } else if (event.key === 'Tab' && !withModifier && !event.shiftKey) {
      if (selectGap(field, field.selectionEnd)) event.preventDefault();
    } else if (event.key === 'Enter' && withModifier && event.shiftKey) {
      event.preventDefault();
      props.onSend({ thenClose: true });
    } else if (event.key === 'Enter') {
      if (sendWith === 'enter' && event.shiftKey) return;
      if (sendWith === 'enter' ? withModifier : !withModifier) {
        if (withModifier) insertLineBreak(event, onText);
        return;
      }
      event.preventDefault();
      props.onSend({ thenClose: false });
    }
  };

  return (
    <textarea
      ref={props.fieldRef}
      id="composer"
      rows={1}
      value={props.text}
      onChange={(event) => {
        const field = event.target;
        const filled = fillTyped(field.value, field.selectionEnd, {
          имя: chat.buyer_name,
          номер_заказа: chat.order_number,
          товар: chat.product_title,
        });
        onText(filled?.text ?? field.value);
        if (filled) selectWhenDrawn(field, filled.text, filled.cursor);
      }}
      onKeyDown={onKeyDown}
      onPaste={(event) => {
        if (event.clipboardData.files.length === 0) return;
        event.preventDefault();
        props.onFiles([...event.clipboardData.files]);
      }}
      aria-label={t`Ответ покупателю`}
      placeholder={t`Ответ покупателю`}
      aria-invalid={props.invalid || undefined}
      aria-describedby={props.errorId}
      className="thin-scroll block max-h-60 min-h-10 w-full resize-none bg-transparent px-3 pt-2.5 pb-1 outline-none"
    />
  );
}

/** «/» on an empty line; in an empty field its place on the keyboard is enough, whatever the layout makes of it. */
function asksForTemplates(key: string, code: string, field: HTMLTextAreaElement): boolean {
  const { value, selectionStart } = field;
  if (value === '') return key === '/' || (code === 'Slash' && key === '.');
  const line = value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1).split('\n', 1)[0] ?? '';
  return key === '/' && line.trim() === '';
}

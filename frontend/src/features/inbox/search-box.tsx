import { useLingui } from '@lingui/react/macro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useCommand } from '@/lib/commands';
import { IconButton } from '@/ui/button';
import { Icon } from '@/ui/icon';

const DEBOUNCE_MS = 200;

type Props = {
  value: string;
  onChange: (search: string) => void;
  /** The number of an order that is pasted leads to its chat at once, as long as it is all that stands here. */
  onPaste: (text: string, stands: () => boolean) => void;
};

/** Search by buyer, order, SKU and words. Esc clears, a second Esc gives the focus back to the list. */
export function SearchBox({ value, onChange, onPaste }: Props) {
  const { t } = useLingui();
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  // What stands in the box at this moment: two quick keys may come before the next drawing.
  const typed = useRef(value);

  const write = useCallback((next: string) => {
    typed.current = next;
    setText(next);
  }, []);

  useEffect(() => {
    if (value !== sent.current) write(value);
    sent.current = value;
  }, [value, write]);

  const send = useCallback(() => {
    const search = typed.current.trim();
    if (search === sent.current) return;
    sent.current = search;
    onChange(search);
  }, [onChange]);

  useEffect(() => {
    if (text.trim() === sent.current) return;
    const timer = setTimeout(send, DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text, send]);

  // Who leaves the box goes on elsewhere: a change of the address that came then would undo the next step.
  const clear = () => {
    write('');
    send();
  };

  useCommand('search', () => {
    input.current?.focus();
    input.current?.select();
  });
  useCommand('back', () => {
    if (document.activeElement !== input.current) return false;
    if (typed.current !== '') clear();
    else document.getElementById('chat-list')?.focus();
    return true;
  });

  return (
    <search className="relative block">
      <Icon
        name="search"
        size={16}
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink3"
      />
      <input
        ref={input}
        type="search"
        value={text}
        onChange={(event) => write(event.target.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text/plain').trim();
          onPaste(pasted, () => input.current?.value.trim() === pasted);
        }}
        onBlur={send}
        aria-label={t`Поиск`}
        placeholder={t`Заказ, товар, слова из переписки`}
        enterKeyHint="search"
        className="min-h-9 w-full rounded-md border border-line-strong/60 bg-panel pr-9 pl-8 [&::-webkit-search-cancel-button]:hidden coarse:min-h-11"
      />
      {text === '' ? (
        <kbd className="absolute top-1/2 right-2.5 -translate-y-1/2 text-xs text-ink3 phone:hidden">/</kbd>
      ) : (
        <IconButton
          icon="close"
          label={t`Очистить поиск`}
          size={14}
          className="absolute top-1/2 right-0.5 -translate-y-1/2"
          onClick={() => {
            clear();
            input.current?.focus();
          }}
        />
      )}
    </search>
  );
}

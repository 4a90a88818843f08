import { type RefObject, useEffect, useLayoutEffect } from 'react';
import { focusIntent, takeFocusIntent } from '@/domain/chats/focus-intent';
import { useCommand } from '@/lib/commands';

/**
 * Grows the field with its text, and brings the cursor to its end when somebody wants to answer. Esc leads from what
 * stands around the field to the field, and from there to the list.
 */
export function useComposerFocus(
  field: RefObject<HTMLTextAreaElement | null>,
  text: string,
  onStepBack: () => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what changes the height
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  useEffect(() => {
    const take = () => {
      if (focusIntent.get() === 'composer' && takeFocusIntent('composer')) focusEnd(field.current);
    };
    take();
    return focusIntent.subscribe(take);
  }, [field]);

  useCommand('reply', () => focusEnd(field.current));
  useCommand('back', () => {
    if (document.activeElement !== field.current) return false;
    document.getElementById('chat-list')?.focus();
    return true;
  });
  useCommand(
    'back',
    () => {
      const at = document.activeElement;
      if (at === field.current || !field.current?.closest('section')?.contains(at)) return false;
      onStepBack();
      field.current.focus();
      return true;
    },
    true,
  );
}

function focusEnd(element: HTMLTextAreaElement | null): void {
  element?.focus();
  element?.setSelectionRange(element.value.length, element.value.length);
}

import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './button';

type Props = {
  title: string;
  children: ReactNode;
  onClose: () => void;
  /** A dialog that waits for a decision has no cross. */
  modalOnly?: boolean;
  wide?: boolean;
};

/** The browser's own dialog: focus stays inside, Esc closes, focus returns to where it was. */
export function Dialog({ title, children, onClose, modalOnly, wide }: Props) {
  const { t } = useLingui();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (!modalOnly) onClose();
      }}
      onKeyDown={(event) => {
        if (modalOnly && event.key === 'Escape') event.preventDefault();
      }}
      // A browser closes at the second Esc whatever the first was answered: what waits for a decision comes back.
      onClose={() => {
        if (!ref.current || ref.current.open) return;
        if (modalOnly) ref.current.showModal();
        else onClose();
      }}
      className={`m-auto max-h-[min(90dvh,720px)] w-[calc(100vw-2rem)] overflow-auto rounded-xl border border-line bg-raised p-0 text-ink shadow-float ${wide ? 'max-w-2xl' : 'max-w-md'}`}
    >
      <div className="flex items-start justify-between gap-4 px-5 pt-4">
        <h2 id={id} className="pt-1 text-lg font-semibold">
          {title}
        </h2>
        {modalOnly ? null : <IconButton icon="close" label={t`Закрыть`} hint="Esc" onClick={onClose} />}
      </div>
      <div className="px-5 pt-3 pb-5">{children}</div>
    </dialog>
  );
}

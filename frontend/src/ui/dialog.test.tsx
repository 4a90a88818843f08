import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Wrapper } from '@/testing/render';
import { Dialog } from './dialog';

const openDialog = (modalOnly: boolean) => {
  const onClose = vi.fn();
  render(
    <Dialog title="Вы вышли из системы" onClose={onClose} modalOnly={modalOnly}>
      Войдите снова
    </Dialog>,
    { wrapper: Wrapper },
  );
  return { dialog: screen.getByRole<HTMLDialogElement>('dialog'), onClose };
};

/** As browsers do at the second Esc: closed, without a word that could be answered with no. */
function closeUnasked(dialog: HTMLDialogElement): void {
  dialog.close();
  fireEvent(dialog, new Event('close'));
}

it('stays when it waits for a decision, however often Esc is pressed', () => {
  const { dialog, onClose } = openDialog(true);

  const letThrough = fireEvent.keyDown(dialog, { key: 'Escape' });
  closeUnasked(dialog);

  expect(letThrough).toBe(false);
  expect(dialog).toHaveAttribute('open');
  expect(onClose).not.toHaveBeenCalled();
});

it('tells its owner when the browser closed it by itself', () => {
  const { dialog, onClose } = openDialog(false);

  closeUnasked(dialog);

  expect(onClose).toHaveBeenCalledOnce();
});

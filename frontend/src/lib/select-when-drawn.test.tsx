import { expect, it, vi } from 'vitest';
import { selectWhenDrawn } from './select-when-drawn';

it('selects in the text that was drawn, and leaves alone who has typed on', () => {
  const frames: FrameRequestCallback[] = [];
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation((frame) => frames.push(frame));
  const draw = () => {
    for (const frame of frames.splice(0)) frame(0);
  };
  const field = document.createElement('textarea');
  field.value = 'Трек {трек}.';

  selectWhenDrawn(field, 'Трек {трек}.', 5, 11);
  draw();
  expect([field.selectionStart, field.selectionEnd]).toEqual([5, 11]);

  selectWhenDrawn(field, 'Трек {трек}.', 5, 11);
  field.value = 'Трек E.';
  field.setSelectionRange(6, 6);
  draw();
  expect([field.selectionStart, field.selectionEnd]).toEqual([6, 6]);
});

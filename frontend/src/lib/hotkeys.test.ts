import { describe, expect, it } from 'vitest';
import { type KeyPlace, type KeyPress, keyAction } from './hotkeys';

const press = (code: string, part: Partial<KeyPress> = {}): KeyPress => ({
  code,
  key: code.replace('Key', '').toLowerCase(),
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...part,
});

const place = (part: Partial<KeyPlace> = {}): KeyPlace => ({
  typing: false,
  onControl: false,
  inDialog: false,
  overlaid: false,
  singleKeys: true,
  afterG: false,
  ...part,
});

describe('keyAction', () => {
  it.each([
    ['KeyJ', 'j', 'о', 'next'],
    ['KeyK', 'k', 'л', 'previous'],
    ['KeyR', 'r', 'к', 'reply'],
    ['KeyG', 'g', 'п', 'prefix'],
    ['KeyU', 'u', 'г', 'unread'],
    ['KeyF', 'f', 'а', 'find'],
    ['Digit3', '3', '3', 'view-3'],
    ['Slash', '/', '.', 'search'],
  ])('hears %s in the Latin and in the Russian layout', (code, latin, russian, action) => {
    expect(keyAction(press(code, { key: latin }), place())).toBe(action);
    expect(keyAction(press(code, { key: russian }), place())).toBe(action);
  });

  it('opens the map by the sign that stands elsewhere in the Russian layout', () => {
    expect(keyAction(press('Digit7', { key: '?', shiftKey: true }), place())).toBe('help');
    expect(keyAction(press('Slash', { key: ',', shiftKey: true }), place())).toBe('help');
  });

  it('keeps silent while somebody types, but lets Alt with arrows and Esc through', () => {
    const typing = place({ typing: true });

    expect(keyAction(press('KeyJ'), typing)).toBeNull();
    expect(keyAction(press('Enter'), typing)).toBeNull();
    expect(keyAction(press('ArrowDown', { altKey: true }), typing)).toBe('next');
    expect(keyAction(press('Digit4', { altKey: true }), typing)).toBe('tab-4');
    expect(keyAction(press('Digit5', { altKey: true }), typing)).toBeNull();
    expect(keyAction(press('Escape'), typing)).toBe('back');
  });

  it('leaves Enter and arrows to a focused control', () => {
    const onControl = place({ onControl: true });

    expect(keyAction(press('Enter'), onControl)).toBeNull();
    expect(keyAction(press('ArrowDown'), onControl)).toBeNull();
    expect(keyAction(press('KeyJ'), onControl)).toBe('next');
  });

  it('does nothing under a dialog', () => {
    expect(keyAction(press('Escape'), place({ inDialog: true }))).toBeNull();
  });

  it('lets only Esc through under a menu or a picker', () => {
    const overlaid = place({ overlaid: true });

    expect(keyAction(press('KeyE'), overlaid)).toBeNull();
    expect(keyAction(press('ArrowDown', { altKey: true }), overlaid)).toBeNull();
    expect(keyAction(press('Escape'), overlaid)).toBe('back');
  });

  it('can do without keys of one letter', () => {
    const off = place({ singleKeys: false });

    expect(keyAction(press('KeyJ'), off)).toBeNull();
    expect(keyAction(press('ArrowDown'), off)).toBe('next');
    expect(keyAction(press('Enter'), off)).toBe('reply');
  });

  it('goes to a view after G', () => {
    expect(keyAction(press('KeyU'), place({ afterG: true }))).toBe('go-unread');
    expect(keyAction(press('KeyJ'), place({ afterG: true }))).toBeNull();
  });

  it('never takes a combination of the browser', () => {
    expect(keyAction(press('KeyR', { ctrlKey: true }), place())).toBeNull();
    expect(keyAction(press('KeyJ', { metaKey: true }), place())).toBeNull();
  });
});

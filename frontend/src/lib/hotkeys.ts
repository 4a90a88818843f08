import type { Command } from './commands';

export type KeyPress = Pick<
  KeyboardEvent,
  'code' | 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'
>;

export type KeyPlace = {
  /** A text field has the focus. */
  typing: boolean;
  /** A button, link or other control has the focus. */
  onControl: boolean;
  /** A dialog is open. */
  inDialog: boolean;
  /** A menu or a picker is open over the page. */
  overlaid: boolean;
  /** The person allows keys without a modifier. */
  singleKeys: boolean;
  /** The key before was G, a moment ago. */
  afterG: boolean;
};

export type KeyAction =
  | Command
  | 'prefix'
  | 'go-waiting'
  | 'go-urgent'
  | 'go-unread'
  | 'go-mine'
  | 'go-nobody'
  | 'go-failed'
  | 'go-settings'
  | 'go-health'
  | 'go-reports';

const SINGLE: Record<string, KeyAction> = {
  KeyJ: 'next',
  KeyK: 'previous',
  KeyR: 'reply',
  Slash: 'search',
  KeyE: 'close',
  KeyH: 'snooze',
  KeyZ: 'undo',
  KeyG: 'prefix',
  KeyN: 'note',
  KeyT: 'templates',
  KeyX: 'select',
  KeyA: 'assign',
  KeyM: 'assign-me',
  KeyI: 'context',
  KeyU: 'unread',
  KeyF: 'find',
  BracketLeft: 'older',
  BracketRight: 'newer',
};

const SHIFTED: Record<string, KeyAction> = {
  KeyR: 'resort',
  KeyJ: 'extend-next',
  KeyK: 'extend-previous',
};

const OWNED_BY_CONTROLS: Record<string, KeyAction> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Enter: 'reply',
};

const AFTER_G: Record<string, KeyAction> = {
  KeyI: 'go-waiting',
  KeyD: 'go-urgent',
  KeyU: 'go-unread',
  KeyM: 'go-mine',
  KeyN: 'go-nobody',
  KeyF: 'go-failed',
  KeyS: 'go-settings',
  KeyH: 'go-health',
  KeyR: 'go-reports',
};

/** What a key press means here. Keys are matched by their place, so the Russian layout works like the Latin one. */
export function keyAction(press: KeyPress, place: KeyPlace): KeyAction | null {
  if (press.isComposing || place.inDialog) return null;
  if (place.overlaid) return press.code === 'Escape' ? 'back' : null;
  if (press.altKey && !press.ctrlKey && !press.metaKey) {
    if (press.code === 'ArrowDown') return 'next';
    return press.code === 'ArrowUp' ? 'previous' : numbered('tab', press.code, 4);
  }
  if ((press.ctrlKey || press.metaKey) && !press.shiftKey && press.code === 'KeyK') return 'palette';
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  if (press.code === 'Escape') return 'back';
  if (place.typing) return null;
  if (!place.onControl && !press.shiftKey && press.code in OWNED_BY_CONTROLS) {
    return OWNED_BY_CONTROLS[press.code] ?? null;
  }
  if (!place.singleKeys) return null;
  if (place.afterG) return AFTER_G[press.code] ?? null;
  if (press.key === '?' || (press.shiftKey && press.code === 'Slash')) return 'help';
  if (press.shiftKey) return SHIFTED[press.code] ?? null;
  return SINGLE[press.code] ?? numbered('view', press.code, 9);
}

/** The digits of the upper row, from 1 on. */
function numbered(name: 'view' | 'tab', code: string, highest: number): KeyAction | null {
  const digit = Number(/^Digit([1-9])$/.exec(code)?.[1]);
  return digit <= highest ? `${name}-${digit}` : null;
}

const TYPING =
  'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=true]';
const CONTROL =
  'button, a[href], summary, input, select, [role=button], [role=menuitem], [role=tab], [role=separator]';

export function placeOf(target: EventTarget | null): Omit<KeyPlace, 'singleKeys' | 'afterG'> {
  const element = target instanceof Element ? target : null;
  return {
    typing: element?.closest(TYPING) != null,
    onControl: element?.closest(CONTROL) != null,
    inDialog: document.querySelector('dialog[open]') !== null,
    overlaid: document.querySelector('[role=dialog], [role=menu]') !== null,
  };
}

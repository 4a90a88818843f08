import { vi } from 'vitest';

declare const jsdom: { window: Window & typeof globalThis };

/** What decides how jsdom's own style sheet shows an element. */
const DECIDE = ['hidden', 'open', 'type', 'style'];

/**
 * Remembers how elements of one kind look: jsdom matches its whole style sheet against each element that a query by
 * role looks at, which is most of what such a query costs. No style sheet of ours is loaded in tests; were there one,
 * jsdom would be asked each time.
 */
export function rememberStyles(): void {
  const known = new Map<string, CSSStyleDeclaration>();
  vi.stubGlobal('getComputedStyle', (element: Element, pseudo?: string | null) => {
    const kind = pseudo || document.styleSheets.length ? null : kindOf(element);
    const seen = kind !== null && known.get(kind);
    if (seen) return seen;
    const style = jsdom.window.getComputedStyle(element, pseudo);
    if (kind !== null) known.set(kind, style);
    return style;
  });
}

/** Null when more than the element itself decides. */
function kindOf(element: Element): string | null {
  if (element.hasAttribute('popover')) return null;
  for (let above = element.parentElement; above; above = above.parentElement) {
    if (/visibility|pointer-events/.test(above.getAttribute('style') ?? '')) return null;
  }
  return [element.localName, ...DECIDE.map((name) => element.getAttribute(name) ?? '\0')].join('\n');
}

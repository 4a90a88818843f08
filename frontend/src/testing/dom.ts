import { vi } from 'vitest';
import { rememberStyles } from './styles';

const VIEWPORT = { width: 1280, height: 800 };

/** What jsdom lacks: sizes for virtual lists, media queries, native dialogs. */
export function prepareDom(): void {
  class FixedResizeObserver implements ResizeObserver {
    constructor(private readonly callback: ResizeObserverCallback) {}
    observe(target: Element): void {
      const size = { inlineSize: VIEWPORT.width, blockSize: target.clientHeight || VIEWPORT.height };
      const entry = {
        target,
        borderBoxSize: [size],
        contentBoxSize: [size],
        contentRect: target.getBoundingClientRect(),
      };
      this.callback([entry as unknown as ResizeObserverEntry], this);
    }
    unobserve(): void {}
    disconnect(): void {}
  }
  vi.stubGlobal('ResizeObserver', FixedResizeObserver);
  for (const name of ['offsetHeight', 'clientHeight']) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => VIEWPORT.height });
  }
  for (const name of ['offsetWidth', 'clientWidth']) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => VIEWPORT.width });
  }
  Element.prototype.scrollTo = () => undefined;
  Element.prototype.scrollIntoView = () => undefined;
  window.matchMedia = (query: string) =>
    ({
      matches: false,
      media: query,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }) as unknown as MediaQueryList;
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.setAttribute('open', '');
  };
  HTMLDialogElement.prototype.close = function close() {
    this.removeAttribute('open');
  };
  document.hasFocus = () => true;
  rememberStyles();
}

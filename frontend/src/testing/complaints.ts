import { configure, prettyDOM } from '@testing-library/react';

/** The page is written into a complaint only when somebody reads it: waiting for an element throws many away. */
export function complainWhenRead(): void {
  configure({
    getElementError: (message, container) => {
      const error = new Error();
      error.name = 'TestingLibraryElementError';
      let text: string | undefined;
      Object.defineProperty(error, 'message', {
        configurable: true,
        get: () => {
          text ??= [message, prettyDOM(container)].filter(Boolean).join('\n\n');
          return text;
        },
      });
      return error;
    },
  });
}

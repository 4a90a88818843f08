import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { render } from '@testing-library/react';
import { App } from '@/app/app';

/** Opens the whole application at an address, as a browser would. */
export function openApp(path: string) {
  window.history.replaceState(null, '', path);
  return render(<App />);
}

/** Lazy parts of the inbox, loaded before the first test waits for them. */
export const loadInbox = () => Promise.all([import('@/app/routes/inbox'), import('@/app/routes/inbox-desk')]);

/** The ways in, likewise. */
export const loadEntry = () => import('@/app/routes/entry');

/** The frame of the settings, likewise; the section is the test's own. */
export const loadSettings = () => import('@/app/routes/settings');

export function Wrapper({ children }: { children: React.ReactNode }) {
  return <I18nProvider i18n={i18n}>{children}</I18nProvider>;
}

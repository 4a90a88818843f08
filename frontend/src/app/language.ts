import { i18n, type Messages } from '@lingui/core';
import { readText, writeText } from '@/lib/storage';

export type Language = 'ru' | 'en';
type Area = 'inbox' | 'desk' | 'settings';

/** Catalogues of a language: what the inbox needs to paint, what it is worked with, and the other screens. */
const CATALOGUES: Record<Language, Record<Area, () => Promise<{ messages: Messages }>>> = {
  ru: {
    inbox: () => import('@/locales/ru/inbox.po'),
    desk: () => import('@/locales/ru/desk.po'),
    settings: () => import('@/locales/ru/settings.po'),
  },
  en: {
    inbox: () => import('@/locales/en/inbox.po'),
    desk: () => import('@/locales/en/desk.po'),
    settings: () => import('@/locales/en/settings.po'),
  },
};

const areas = new Set<Area>(['inbox']);

/** Loads a language and makes it the language of the page. What was never chosen is not remembered. */
export async function activateLanguage(language: Language): Promise<void> {
  const loaded = await Promise.all([...areas].map((area) => CATALOGUES[language][area]()));
  for (const { messages } of loaded) i18n.load(language, messages);
  i18n.activate(language);
  document.documentElement.lang = language;
}

export async function chooseLanguage(language: Language): Promise<void> {
  writeText('aiq:language', language);
  await activateLanguage(language);
}

/** On a device where nothing was chosen yet, the language of the person's account. */
export async function adoptLanguage(language: Language): Promise<void> {
  if (readText('aiq:language') === null) await chooseLanguage(language);
}

/** Brings a screen together with its words. */
export async function withWords<T>(screen: Promise<T>, area: Area = 'settings'): Promise<T> {
  areas.add(area);
  const language = i18n.locale === 'en' ? 'en' : 'ru';
  const [loaded, { messages }] = await Promise.all([screen, CATALOGUES[language][area]()]);
  i18n.load(language, messages);
  return loaded;
}

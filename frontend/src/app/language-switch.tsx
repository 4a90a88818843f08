import { useLingui } from '@lingui/react/macro';
import { chooseLanguage, type Language } from './language';

const NAMES: Record<Language, string> = { ru: 'Русский', en: 'English' };

/** Both languages by their own names. */
export function LanguageSwitch({ onChoose }: { onChoose?: (language: Language) => void }) {
  const { t, i18n } = useLingui();
  return (
    <fieldset className="inline-flex rounded-md border border-line-strong/60 bg-panel p-0.5">
      <legend className="sr-only">{t`Язык`}</legend>
      {(['ru', 'en'] as const).map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.locale === language}
          onClick={() => {
            void chooseLanguage(language);
            onChoose?.(language);
          }}
          className={`min-h-8 rounded-sm px-3 coarse:min-h-11 ${i18n.locale === language ? 'bg-accent-soft font-medium text-accent' : 'text-ink2 hover:text-ink'}`}
        >
          {NAMES[language]}
        </button>
      ))}
    </fieldset>
  );
}

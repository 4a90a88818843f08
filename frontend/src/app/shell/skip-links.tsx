import { useLingui } from '@lingui/react/macro';

const LINK =
  'sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2 focus:shadow-float';

export function SkipLinks({ inbox, chatOpen }: { inbox: boolean; chatOpen: boolean }) {
  const { t } = useLingui();
  if (!inbox) {
    return (
      <a href="#page" className={LINK}>
        {t`К содержанию`}
      </a>
    );
  }
  return (
    <>
      <a href="#chat-list" className={LINK}>
        {t`К списку`}
      </a>
      {chatOpen ? (
        <a href="#composer" className={LINK}>
          {t`К ответу`}
        </a>
      ) : null}
    </>
  );
}

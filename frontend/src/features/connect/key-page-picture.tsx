import { useLingui } from '@lingui/react/macro';
import { Icon } from '@/ui/icon';

/** A small drawing of the page of keys, with the two things to copy marked. */
export function KeyPagePicture() {
  const { t } = useLingui();
  return (
    <figure className="overflow-hidden rounded-lg border border-line bg-sunken">
      <div aria-hidden="true" className="flex gap-4 p-4 text-xs">
        <div className="w-28 shrink-0 space-y-2 text-ink3 phone:hidden">
          <p>{t`Настройки`}</p>
          <p className="rounded-sm bg-accent-soft px-2 py-1 font-medium text-accent">Seller API</p>
          <div className="h-2 w-20 rounded-full bg-line" />
          <div className="h-2 w-16 rounded-full bg-line" />
        </div>
        <div className="min-w-0 flex-1 space-y-2.5 rounded-md bg-panel p-3">
          <p className="flex flex-wrap items-center gap-2">
            <span className="text-ink3">Client ID</span>
            <Marked number={1}>123456</Marked>
          </p>
          <p className="flex flex-wrap items-center gap-2">
            <span className="rounded-md bg-accent px-2 py-1 text-on-accent">{t`Сгенерировать ключ`}</span>
            <span className="text-ink3">Admin</span>
          </p>
          <p className="flex flex-wrap items-center gap-2">
            <span className="text-ink3">{t`Ключ`}</span>
            <Marked number={2}>0a1b2c3d-…-9f8e</Marked>
            <Icon name="copy" size={14} className="text-ink3" />
          </p>
        </div>
      </div>
      <figcaption className="border-t border-line px-4 py-2 text-xs text-ink2">
        {t`Скопируйте Client ID (1) и ключ (2).`}
      </figcaption>
    </figure>
  );
}

function Marked({ number, children }: { number: number; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 rounded-sm border-2 border-accent px-1.5 py-0.5 font-mono">
      {children}
      <span className="rounded-full bg-accent px-1.5 font-sans font-semibold text-on-accent">{number}</span>
    </span>
  );
}

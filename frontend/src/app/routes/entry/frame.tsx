import { type ReactNode, useEffect } from 'react';
import { LanguageSwitch } from '@/app/language-switch';
import { Logo } from '@/ui/logo';

/** The card on which people come in. */
export function EntryFrame(props: { title: string; lead?: ReactNode; children: ReactNode }) {
  const { title } = props;
  useEffect(() => {
    document.title = `${title} · Chat Center`;
  }, [title]);
  return (
    <div className="flex min-h-full flex-col items-center justify-center gap-6 bg-bg p-4">
      <main className="w-full max-w-sm rounded-xl border border-line bg-panel p-6 shadow-float">
        <Logo />
        <h1 className="mt-5 mb-1 text-xl font-semibold">{title}</h1>
        {props.lead ? <p className="mb-5 text-ink2">{props.lead}</p> : null}
        {props.children}
      </main>
      <footer>
        <LanguageSwitch />
      </footer>
    </div>
  );
}

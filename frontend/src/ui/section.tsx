import type { ReactNode } from 'react';

/** A titled part of a page. */
export function Section(props: { title: string; hint?: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="mb-4 rounded-lg border border-line bg-panel p-5 phone:p-4">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0 flex-1 basis-60">
          <h2 className="text-base font-semibold">{props.title}</h2>
          {props.hint ? <p className="text-sm text-ink3">{props.hint}</p> : null}
        </div>
        {props.action}
      </div>
      {props.children}
    </section>
  );
}

import type { ReactNode } from 'react';

type Props = {
  side: 'in' | 'out';
  startsGroup: boolean;
  /** Stands above the first bubble of a group. */
  author?: string;
  failed?: boolean;
  children: ReactNode;
  foot: ReactNode;
  below?: ReactNode;
};

/** The shape of a message: buyer on the left, we on the right. */
export function Bubble({ side, startsGroup, author, failed, children, foot, below }: Props) {
  const out = side === 'out';
  return (
    <div className={`flex flex-col ${out ? 'items-end' : 'items-start'} ${startsGroup ? 'pt-3' : 'pt-1'}`}>
      {startsGroup && author ? <div className="mb-0.5 px-1 text-xs text-ink2">{author}</div> : null}
      <div
        className={`max-w-[min(36rem,85%)] min-w-24 rounded-lg border px-3 py-2 ${out ? 'bg-bubble-out' : 'bg-panel'} ${
          failed ? 'border-bad' : out ? 'border-transparent' : 'border-line'
        }`}
      >
        {children}
        <div className="mt-0.5 flex flex-wrap items-center justify-end gap-x-1.5 text-xs text-ink2">
          {foot}
        </div>
      </div>
      {below}
    </div>
  );
}

import type { ReactNode } from 'react';
import { Icon } from '@/ui/icon';

/** More about a thing, for whoever asks. */
export function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="group mt-1 text-sm">
      <summary className="flex min-h-6 cursor-pointer list-none items-center gap-1 text-accent coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <Icon
          name="chevron"
          size={14}
          className="-rotate-90 transition-transform duration-100 group-open:rotate-0"
        />
        {title}
      </summary>
      <div className="pt-1">{children}</div>
    </details>
  );
}

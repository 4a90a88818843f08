import type { ReactNode } from 'react';
import { Icon } from './icon';

type Props = { href: string; children: ReactNode };

/** Leads to a file that is kept, not shown. */
export function DownloadLink({ href, children }: Props) {
  return (
    <a
      href={href}
      download
      className="inline-flex min-h-6 items-center gap-1 text-accent underline coarse:min-h-11"
    >
      <Icon name="down" size={14} />
      {children}
    </a>
  );
}

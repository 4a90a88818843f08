import type { ReactNode } from 'react';
import { Link } from 'react-router';

/** A way from one card to another. */
export function EntryLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className="inline-flex min-h-6 items-center text-accent underline coarse:min-h-11">
      {children}
    </Link>
  );
}

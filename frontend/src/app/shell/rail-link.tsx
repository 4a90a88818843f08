import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Icon, type IconName } from '@/ui/icon';

type Props = {
  to: string;
  icon: IconName;
  name: string;
  current: boolean;
  count?: number;
  alarming?: boolean;
  note?: ReactNode;
};

const MAX_COUNT = 999;

/** One section; on a narrow screen only its icon, the words stay for screen readers and on hover. */
export function RailLink({ to, icon, name, current, count, alarming, note }: Props) {
  const { i18n } = useLingui();
  return (
    <Link
      to={to}
      title={name}
      aria-current={current ? 'page' : undefined}
      className={`relative flex min-h-8 items-center gap-2.5 rounded-md px-2.5 coarse:min-h-11 strip:justify-center strip:px-0 ${
        current ? 'bg-accent-soft font-medium text-accent' : 'text-ink2 hover:bg-sunken hover:text-ink'
      }`}
    >
      <Icon name={icon} />
      <span className="min-w-0 flex-1 truncate strip:sr-only">{name}</span>
      {note}
      {count ? (
        <span
          className={`shrink-0 text-xs strip:absolute strip:top-0 strip:right-1 strip:rounded-full strip:px-1 ${
            alarming
              ? 'rounded-full bg-bad-soft px-1.5 font-semibold text-bad'
              : 'strip:bg-sunken strip:text-ink2'
          }`}
        >
          {count > MAX_COUNT ? '999+' : i18n.number(count)}
        </span>
      ) : null}
    </Link>
  );
}

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
      className={`relative flex min-h-8 items-center gap-2.5 rounded-md px-2.5 coarse:min-h-11 strip:min-h-11 strip:flex-col strip:justify-center strip:gap-0.5 strip:px-0 strip:py-1 ${
        current ? 'bg-accent-soft font-medium text-accent' : 'text-ink2 hover:bg-sunken hover:text-ink'
      }`}
    >
      <Icon name={icon} />
      <span className="min-w-0 flex-1 truncate strip:sr-only">{name}</span>
      {note}
      {count ? (
        <span
          className={`shrink-0 text-xs strip:text-[11px]/4 ${
            alarming ? 'rounded-full bg-bad-soft px-1.5 font-semibold text-bad' : ''
          }`}
        >
          {count > MAX_COUNT ? '999+' : i18n.number(count)}
        </span>
      ) : null}
    </Link>
  );
}

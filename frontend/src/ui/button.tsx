import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Icon, type IconName } from './icon';

type Look = 'primary' | 'plain' | 'quiet' | 'danger' | 'note';

const LOOKS: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover border-transparent font-medium',
  plain: 'bg-panel text-ink border-line-strong/60 hover:bg-sunken',
  quiet: 'bg-transparent text-ink2 border-transparent hover:bg-sunken hover:text-ink',
  danger: 'bg-panel text-bad border-bad/50 hover:bg-bad-soft',
  note: 'bg-note text-on-note border-transparent font-medium hover:opacity-90',
};

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: Look;
  icon?: IconName;
  busy?: boolean;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
};

const BASE =
  'inline-flex items-center justify-center gap-1.5 rounded-md border min-h-8 px-3 py-1 text-base transition-colors duration-100 coarse:min-h-11 aria-disabled:opacity-55';

/** A button that stays focusable while it cannot act: say why beside it or in `title`. */
export function Button({ look = 'plain', icon, busy, children, className, onClick, type, ...rest }: Props) {
  const off = busy || rest['aria-disabled'] === true;
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => (off ? event.preventDefault() : onClick?.(event))}
      className={`${BASE} ${LOOKS[look]} ${className ?? ''}`}
    >
      {icon ? <Icon name={icon} size={16} /> : null}
      {children}
    </button>
  );
}

/** An icon with a name for everybody who does not see it. */
export function IconButton({
  icon,
  label,
  hint,
  size = 18,
  className,
  ...rest
}: Omit<Props, 'children' | 'look' | 'busy'> & {
  icon: IconName;
  label: string;
  hint?: string;
  size?: number;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={hint ? `${label} (${hint})` : label}
      {...rest}
      className={`inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink2 transition-colors duration-100 hover:bg-sunken hover:text-ink coarse:size-11 ${className ?? ''}`}
    >
      <Icon name={icon} size={size} />
    </button>
  );
}

import { initials } from '@/lib/text';
import { Icon, type IconName } from './icon';

/** The round mark at the left of a row. */
export function Mark({ text, icon, size = 36 }: { text?: string; icon?: IconName; size?: number }) {
  return (
    <span
      aria-hidden="true"
      style={{ width: size, height: size }}
      className="flex shrink-0 items-center justify-center rounded-full bg-mark text-sm font-semibold text-accent"
    >
      {icon ? <Icon name={icon} size={Math.round(size / 2)} /> : initials(text ?? '')}
    </span>
  );
}

import type { SelectHTMLAttributes } from 'react';
import { Icon } from './icon';

type Props = SelectHTMLAttributes<HTMLSelectElement> & {
  label: string;
  options: { value: string; label: string }[];
  hideLabel?: boolean;
};

/** The browser's own list, in our clothes: best on phones and for screen readers. */
export function Select({ label, options, hideLabel, className, ...rest }: Props) {
  return (
    <label className={className}>
      <span className={hideLabel ? 'sr-only' : 'mb-1 block font-medium'}>{label}</span>
      <span className="relative inline-flex w-full items-center">
        <select
          {...rest}
          className="min-h-8 w-full appearance-none text-ellipsis rounded-md border border-line-strong/60 bg-panel py-1 pr-8 pl-2.5 text-ink coarse:min-h-11"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron" size={16} className="pointer-events-none absolute right-2 text-ink3" />
      </span>
    </label>
  );
}

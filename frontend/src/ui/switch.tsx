import { useId } from 'react';

/** An on/off setting that takes effect at once. */
export function Switch(props: {
  label: string;
  hint?: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-start gap-3 py-2">
      <button
        type="button"
        role="switch"
        aria-checked={props.checked}
        aria-disabled={props.disabled || undefined}
        aria-labelledby={`${id}-label`}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        onClick={() => (props.disabled ? undefined : props.onChange(!props.checked))}
        className={`relative mt-px h-6 w-10 shrink-0 rounded-full border transition-colors duration-100 aria-disabled:opacity-55 ${
          props.checked ? 'border-accent bg-accent' : 'border-line-strong bg-sunken'
        }`}
      >
        <span
          className={`absolute top-1/2 left-0.5 size-[18px] -translate-y-1/2 rounded-full transition-transform duration-100 ${
            props.checked ? 'translate-x-4 bg-on-accent' : 'bg-line-strong'
          }`}
        />
      </button>
      <div className="min-w-0">
        <div id={`${id}-label`} className="pt-0.5 font-medium">
          {props.label}
        </div>
        {props.hint ? (
          <div id={`${id}-hint`} className="text-sm text-ink3">
            {props.hint}
          </div>
        ) : null}
      </div>
    </div>
  );
}

type Props<T extends string> = {
  legend: string;
  hint?: string;
  error?: string;
  options: { value: T; label: string }[];
  chosen: T[];
  onChange: (chosen: T[]) => void;
};

/** Several of a few, all in sight. */
export function Ticks<T extends string>({ legend, hint, error, options, chosen, onChange }: Props<T>) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{legend}</legend>
      {hint ? <p className="text-sm text-ink3">{hint}</p> : null}
      {options.map(({ value, label }) => (
        <label key={value} className="flex min-h-8 items-center gap-2 coarse:min-h-11">
          <input
            type="checkbox"
            className="size-4 shrink-0 accent-accent"
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
          {label}
        </label>
      ))}
      {error ? <p className="text-sm text-bad">{error}</p> : null}
    </fieldset>
  );
}

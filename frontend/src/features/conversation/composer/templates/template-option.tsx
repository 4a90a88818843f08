import type { FilledTemplate } from '@/api/types';

/** A template in the list: its name, its folder and how it begins. */
export function TemplateOption(props: {
  id: string;
  template: FilledTemplate;
  selected: boolean;
  onChoose: () => void;
}) {
  const { template, selected } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field owns the keys, an option is reached by aria-activedescendant
    // biome-ignore lint/a11y/useFocusableInteractive: same
    <div
      id={props.id}
      role="option"
      aria-selected={selected}
      onClick={props.onChoose}
      className={`rounded-md px-3 py-2 ${selected ? 'bg-accent-soft' : 'hover:bg-sunken'}`}
    >
      <div className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 truncate font-medium">{template.title}</span>
        {template.folder === '' ? null : (
          <span className="shrink-0 text-xs text-ink2">{template.folder}</span>
        )}
      </div>
      <p className="line-clamp-2 text-sm text-ink2">{template.text}</p>
    </div>
  );
}

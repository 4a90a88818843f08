import { Icon, type IconName } from './icon';

export type ChipLook = 'outline' | 'warn' | 'bad' | 'quiet';

const LOOKS: Record<ChipLook, string> = {
  outline: 'border-line-strong/60 text-ink2 bg-panel',
  warn: 'border-transparent bg-warn-soft text-warn font-semibold',
  bad: 'border-transparent bg-bad-soft text-bad font-semibold',
  quiet: 'border-transparent text-ink3',
};

/** Icon, short text and colour always together; `words` is the same for those who do not see it. */
export function Chip({
  icon,
  look,
  text,
  words,
}: {
  icon: IconName;
  look: ChipLook;
  text: string;
  words?: string;
}) {
  return (
    <span
      title={words}
      className={`inline-flex min-h-5 shrink-0 items-center gap-1 rounded-sm border px-1.5 text-xs whitespace-nowrap ${LOOKS[look]}`}
    >
      <Icon name={icon} size={13} />
      <span aria-hidden={words ? true : undefined}>{text}</span>
      {words ? <span className="sr-only">{words}</span> : null}
    </span>
  );
}

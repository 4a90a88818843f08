import { useLingui } from '@lingui/react/macro';
import { Icon } from '@/ui/icon';
import { type Gap, gapsIn } from './variables';

/** What must still be filled in before the answer can go. */
export function GapLine({ text, onGap }: { text: string; onGap: (gap: Gap) => void }) {
  const { t } = useLingui();
  const gaps = gapsIn(text);
  if (gaps.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 pb-1 text-sm text-warn">
      <Icon name="alert" size={14} />
      {t`Заполните:`}
      {gaps.map((gap) => (
        <button
          key={gap.start}
          type="button"
          title="Tab"
          onClick={() => onGap(gap)}
          className="min-h-6 rounded-sm bg-warn-soft px-1.5 font-medium underline coarse:min-h-11"
        >
          {gap.name}
        </button>
      ))}
    </div>
  );
}

import { useLingui } from '@lingui/react/macro';
import type { Interval } from '@/api/types';
import { IconButton } from '@/ui/button';
import { INPUT } from '@/ui/labelled';

type Props = { name: string; intervals: Interval[]; onChange: (intervals: Interval[]) => void };

const NEXT: Interval = { opens: '09:00', closes: '18:00' };
const MIDNIGHT = '00:00';

/** From–to pairs of one day; none is a day off. Midnight as an end is the end of the day. */
export function IntervalsEditor({ name, intervals, onChange }: Props) {
  const { t } = useLingui();
  const change = (index: number, part: Partial<Interval>) =>
    onChange(intervals.map((old, place) => (place === index ? { ...old, ...part } : old)));
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
      {intervals.length === 0 ? <span className="text-ink3">{t`выходной`}</span> : null}
      {intervals.map((interval, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: intervals have no name but their place
        <span key={index} className="inline-flex items-center gap-1">
          <input
            type="time"
            required
            aria-label={t`${name}: с`}
            className={`${INPUT} !w-auto !px-2`}
            value={interval.opens}
            onChange={(event) => change(index, { opens: event.target.value })}
          />
          –
          <input
            type="time"
            required
            aria-label={t`${name}: до`}
            className={`${INPUT} !w-auto !px-2`}
            value={interval.closes === '24:00' ? MIDNIGHT : interval.closes}
            onChange={(event) =>
              change(index, { closes: event.target.value === MIDNIGHT ? '24:00' : event.target.value })
            }
          />
          <IconButton
            icon="close"
            size={14}
            label={t`${name}: убрать ${interval.opens}–${interval.closes}`}
            onClick={() => onChange(intervals.filter((_, place) => place !== index))}
          />
        </span>
      ))}
      <IconButton
        icon="plus"
        size={16}
        label={t`${name}: добавить часы`}
        onClick={() => onChange([...intervals, NEXT])}
      />
    </div>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { errorText } from '@/api/errors';
import type { Preview } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { clockTime, type DateStyle, weekdayDate } from '@/lib/dates';
import { useSettled } from '@/lib/use-settled';
import { type PreviewDraft, previewQuery } from './queries';
import { weekdayMoment } from './words';

const SETTLE_MS = 400;

/** «Сообщение в пт 19:40 → срок пн 09:30», and the open hours of the next seven days, for a draft. */
export function PreviewView({ draft }: { draft: PreviewDraft | null }) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const settled = useSettled(draft, SETTLE_MS);
  const preview = useQuery({ ...previewQuery(settled ?? {}), enabled: settled !== null });
  if (preview.isError) {
    return <p className="text-sm text-bad">{errorText(preview.error, i18n.locale).text}</p>;
  }
  if (!preview.data) return <div className="skeleton h-24" />;
  const zoned = { ...style, timeZone: preview.data.time_zone };
  return (
    <div
      aria-live="polite"
      className={`rounded-md bg-sunken p-3 ${preview.isPlaceholderData ? 'opacity-60' : ''}`}
    >
      <p className="text-sm font-medium">{t`Что это значит`}</p>
      <ul className="mt-1 space-y-0.5">
        {preview.data.moments.map((moment) => (
          <li key={moment.opened_at}>
            <Moment moment={moment} style={zoned} />
          </li>
        ))}
      </ul>
      <details className="mt-2 text-sm">
        <summary className="min-h-6 cursor-pointer text-accent coarse:min-h-11">{t`Рабочие часы на неделю вперёд`}</summary>
        <Days days={preview.data.days} style={zoned} />
        <p className="mt-1 text-ink2">{t`Часовой пояс: ${preview.data.time_zone}`}</p>
      </details>
    </div>
  );
}

function Moment({ moment, style }: { moment: Preview['moments'][number]; style: DateStyle }) {
  const { t } = useLingui();
  const opened = Date.parse(moment.opened_at);
  const asked = weekdayMoment(opened, opened, style);
  const first = weekdayMoment(Date.parse(moment.first.due_at), opened, style);
  const next = weekdayMoment(Date.parse(moment.next.due_at), opened, style);
  return first === next
    ? t`Сообщение в ${asked} → срок ${first}`
    : t`Сообщение в ${asked} → срок ${first}, следующий ответ ${next}`;
}

function Days({ days, style }: { days: Preview['days']; style: DateStyle }) {
  const { t } = useLingui();
  return (
    <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5">
      {days.map((day) => {
        const noon = Date.parse(`${day.date}T12:00:00Z`);
        return (
          <div key={day.date} className="contents">
            <dt className="text-ink2">{weekdayDate(noon, noon, { ...style, timeZone: 'UTC' })}</dt>
            <dd>
              {day.stretches.length === 0
                ? t`выходной`
                : day.stretches
                    .map(
                      ({ opens_at, closes_at }) =>
                        `${clockTime(Date.parse(opens_at), style)}–${closing(Date.parse(closes_at), style)}`,
                    )
                    .join(', ')}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The end of a day is its 24:00, not the 00:00 of the next one. */
function closing(at: number, style: DateStyle): string {
  const time = clockTime(at, style);
  return time === '00:00' ? '24:00' : time;
}

import { useLingui } from '@lingui/react/macro';
import type { MarketplaceRating, RatingReason } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { listTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { Chip, type ChipLook } from '@/ui/chip';
import type { IconName } from '@/ui/icon';
import { ChartWithTable } from './chart-with-table';
import { Fold } from './fold';
import { RATING_NAMES, RATING_STATUSES, ratingValue } from './rating-words';

const LOOKS: Record<MarketplaceRating['status'], { icon: IconName; look: ChipLook }> = {
  ok: { icon: 'check', look: 'outline' },
  warning: { icon: 'clock', look: 'warn' },
  critical: { icon: 'triangle', look: 'bad' },
  unknown: { icon: 'question', look: 'quiet' },
};

/** One rating: Ozon's value and status, our calculation beside it, its thresholds, and why the two differ. */
export function Rating({ rating, reasons }: { rating: MarketplaceRating; reasons: RatingReason[] }) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const name = RATING_NAMES[rating.code];
  const title = name ? i18n._(name) : rating.code;
  const words = (value: number | null) => (value === null ? t`нет данных` : ratingValue(i18n, rating, value));
  const thresholds = [
    { name: t`Премиум`, value: rating.premium_threshold },
    { name: t`Предупреждение`, value: rating.warning_threshold },
    { name: t`Опасно`, value: rating.danger_threshold },
  ].filter((one) => one.value !== null);
  const days = rating.history.map((point) => listTime(Date.parse(`${point.date}T12:00:00Z`), now, style));
  const why = reasons.filter((one) => rating.reasons.includes(one.code));
  const flat = (value: number | null) => rating.history.map(() => value);
  return (
    <article className="rounded-md border border-line p-3">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h3 className="font-medium">{title}</h3>
        <Chip {...LOOKS[rating.status]} text={i18n._(RATING_STATUSES[rating.status])} />
      </div>
      <dl className="mt-2 grid grid-cols-2 gap-2">
        <div>
          <dt className="text-sm text-ink2">Ozon</dt>
          <dd className="text-lg font-semibold">{words(rating.value)}</dd>
        </div>
        <div>
          <dt className="text-sm text-ink2">{t`Наш расчёт`}</dt>
          <dd className="text-lg font-semibold">{words(rating.ours)}</dd>
        </div>
      </dl>
      {thresholds.length === 0 ? null : (
        <p className="mt-2 text-sm text-ink3">
          {t`Пороги Ozon:`}{' '}
          {thresholds.map((one) => `${one.name.toLocaleLowerCase()} ${words(one.value)}`).join(' · ')}
        </p>
      )}
      {why.length === 0 ? null : rating.ours === null ? (
        <p className="mt-1 text-sm text-ink3">{why.map((one) => one.text).join(' ')}</p>
      ) : (
        <Fold title={t`Почему числа отличаются`}>
          <ul className="list-disc space-y-1 pl-5 text-ink2">
            {why.map((one) => (
              <li key={one.code}>{one.text}</li>
            ))}
          </ul>
        </Fold>
      )}
      {rating.history.length < 2 ? null : (
        <Fold title={t`По дням`}>
          <ChartWithTable
            title={title}
            conclusion={t`От ${words(rating.history[0]?.value ?? null)} до ${words(rating.history.at(-1)?.value ?? null)} за показанные дни.`}
            chart={{
              labels: days,
              share: rating.unit === 'ratio',
              format: (value) => ratingValue(i18n, rating, value),
              series: [
                {
                  name: 'Ozon',
                  colour: '--accent',
                  line: true,
                  values: rating.history.map((point) => point.value),
                },
                { name: t`Опасно`, colour: '--bad', line: true, values: flat(rating.danger_threshold) },
              ],
            }}
            table={
              <table className="w-full">
                <thead className="text-left text-ink2">
                  <tr>
                    <th scope="col" className="py-1 font-medium">{t`День`}</th>
                    <th scope="col" className="py-1 text-right font-medium">
                      Ozon
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rating.history.map((point, index) => (
                    <tr key={point.date} className="border-t border-line">
                      <td className="py-1">{days[index]}</td>
                      <td className="py-1 text-right">{words(point.value)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            }
          />
        </Fold>
      )}
    </article>
  );
}

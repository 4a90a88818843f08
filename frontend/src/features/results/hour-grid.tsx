import { useLingui } from '@lingui/react/macro';
import { Link } from 'react-router';
import { useDateStyle } from '@/domain/session/workspace';
import { weekdayNames } from '@/lib/weekdays';
import { busiest, type HourCell, type HourMeasure, hourName, hourValue } from './hours';
import type { LinkTo } from './use-report-url';

type Props = {
  caption: string;
  cells: Map<number, HourCell>;
  measure: HourMeasure;
  /** Hours down and days across, where there is no room for twenty-four columns. */
  upright: boolean;
  linkTo: LinkTo;
};

const DAYS = [0, 1, 2, 3, 4, 5, 6];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const DEEPEST_TINT = 45;

/** The map is a table, so it needs none behind it: a tint for the eye, the number for everybody. */
export function HourGrid({ caption, cells, measure, upright, linkTo }: Props) {
  const { i18n } = useLingui();
  const { locale } = useDateStyle();
  const names = weekdayNames(locale);
  const top = busiest(cells, measure);
  const most = top === null ? 1 : hourValue(top, measure);
  const cell = (day: number, hour: number) => (
    <td key={`${day}-${hour}`} className="p-px">
      <Cell cell={cells.get(day * 24 + hour)} measure={measure} most={most} linkTo={linkTo} />
    </td>
  );
  const dayHead = (day: number, scope: 'row' | 'col') => (
    <th key={day} scope={scope} className="p-px text-xs font-normal text-ink2">
      {names[day]}
    </th>
  );
  const hourHead = (hour: number, scope: 'row' | 'col') => (
    <th key={hour} scope={scope} className="p-px text-xs font-normal text-ink3" title={hourName(hour)}>
      {upright ? hourName(hour) : i18n.number(hour)}
    </th>
  );
  return (
    <table className="w-full table-fixed border-collapse text-center">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <td className="w-11" />
          {upright ? DAYS.map((day) => dayHead(day, 'col')) : HOURS.map((hour) => hourHead(hour, 'col'))}
        </tr>
      </thead>
      <tbody>
        {upright
          ? HOURS.map((hour) => (
              <tr key={hour}>
                {hourHead(hour, 'row')}
                {DAYS.map((day) => cell(day, hour))}
              </tr>
            ))
          : DAYS.map((day) => (
              <tr key={day}>
                {dayHead(day, 'row')}
                {HOURS.map((hour) => cell(day, hour))}
              </tr>
            ))}
      </tbody>
    </table>
  );
}

const BOX = 'flex h-8 w-full items-center justify-center rounded-[4px] text-xs';

function Cell(props: { cell: HourCell | undefined; measure: HourMeasure; most: number; linkTo: LinkTo }) {
  const { cell, measure, most, linkTo } = props;
  const { i18n } = useLingui();
  const value = cell ? hourValue(cell, measure) : 0;
  if (!cell || value === 0) return <span className={`${BOX} bg-sunken text-ink3`}>{cell ? '0' : ''}</span>;
  const tint = Math.round(8 + (value / most) * (DEEPEST_TINT - 8));
  const token = measure === 'n' ? '--accent' : '--bad';
  return (
    <Link
      to={linkTo({ shown: measure === 'n' ? 'all' : 'missed', hour: cell.key })}
      style={{ background: `color-mix(in srgb, var(${token}) ${tint}%, var(--panel))` }}
      className={`${BOX} text-ink hover:outline-2 hover:outline-accent`}
    >
      {i18n.number(value)}
    </Link>
  );
}

import type { FigureGroup, Figures } from '@/api/types';

export type HourCell = { key: string; weekday: number; hour: number; figures: Figures };
export type HourMeasure = 'n' | 'late';

const HOURS_OF_WEEK = 7 * 24;

/** The hours of a week, Monday first; an hour without questions has no cell. */
export function hourCells(groups: FigureGroup[]): Map<number, HourCell> {
  const cells = new Map<number, HourCell>();
  for (const { key, figures } of groups) {
    const index = Number(key);
    if (!Number.isInteger(index) || index < 0 || index >= HOURS_OF_WEEK || figures.n === 0) continue;
    cells.set(index, { key, weekday: Math.floor(index / 24), hour: index % 24, figures });
  }
  return cells;
}

/** How many questions came in this hour, or how many of them missed the target. */
export function hourValue({ figures }: HourCell, measure: HourMeasure): number {
  return measure === 'n' ? figures.n : figures.missed;
}

export function busiest(cells: Map<number, HourCell>, measure: HourMeasure): HourCell | null {
  let best: HourCell | null = null;
  for (const cell of cells.values()) {
    if (hourValue(cell, measure) > (best === null ? 0 : hourValue(best, measure))) best = cell;
  }
  return best;
}

export const hourName = (hour: number): string => `${`${hour}`.padStart(2, '0')}:00`;

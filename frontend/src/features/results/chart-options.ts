import UPlot from 'uplot';
import type { ChartData } from './chart';

const FONT = '12px "Golos Text Variable", system-ui, sans-serif';
const HOUR = 3600;
/** Steps of an axis of time that people count in. */
const TIME_STEPS = [
  ...[1, 5, 15, 30, 60, 300, 600, 900, 1800],
  ...[1, 2, 3, 6, 12, 24, 48, 96, 168].map((hours) => hours * HOUR),
];
const SHARE_STEPS = [0.05, 0.1, 0.25, 0.5];
const PX_PER_LETTER = 7;

/** Bars side by side over named places, lines across them; colours come from the theme. */
export function barsOptions(
  data: ChartData,
  colour: (token: string) => string,
  width: number,
  height: number,
): UPlot.Options {
  const bars = data.series.filter((series) => !series.line).length;
  const axis = { stroke: colour('--ink3'), font: FONT, ticks: { show: false } };
  return {
    width,
    height,
    cursor: { show: false },
    legend: { show: false },
    padding: [12, 8, 0, 0],
    scales: {
      x: { time: false, range: () => [-0.5, Math.max(data.labels.length - 0.5, 0.5)] },
      y: { range: (_, __, max) => (data.share ? [0, 1] : [0, Math.max(max, 1) * 1.1]) },
    },
    axes: [
      {
        ...axis,
        size: 28,
        grid: { show: false },
        splits: () => data.labels.map((_, index) => index),
        values: (plot, places) =>
          fitting(data.labels, places, plot.bbox.width / (window.devicePixelRatio || 1)),
      },
      {
        ...axis,
        size: 76,
        incrs: data.share ? SHARE_STEPS : TIME_STEPS,
        grid: { stroke: colour('--line'), width: 1 },
        values: (_, values) => values.map((value) => data.format(value)),
      },
    ],
    series: [
      {},
      ...data.series.map((series, index) =>
        series.line
          ? {
              stroke: colour(series.colour),
              width: 2,
              points: { show: data.labels.length < 2 },
              spanGaps: true,
            }
          : {
              fill: colour(series.colour),
              stroke: colour(series.colour),
              points: { show: false },
              paths: UPlot.paths.bars?.({
                size: [bars > 1 ? 0.3 : 0.6, 48],
                align: bars > 1 ? (index === 0 ? -1 : 1) : 0,
                radius: 0.08,
              }),
            },
      ),
    ],
  };
}

/** Names cut to their place, and only every second or third where there is no room for all. */
function fitting(labels: string[], places: number[], width: number): string[] {
  const letters = Math.floor(width / Math.max(places.length, 1) / PX_PER_LETTER);
  const every = letters >= 5 ? 1 : Math.ceil(5 / Math.max(letters, 1));
  const room = letters * every;
  return places.map((place) => {
    const label = labels[place] ?? '';
    if (place % every !== 0) return '';
    return label.length <= room ? label : `${label.slice(0, Math.max(room - 1, 1))}…`;
  });
}

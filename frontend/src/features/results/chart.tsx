import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { barsOptions } from './chart-options';

export type ChartSeries = { name: string; colour: string; values: (number | null)[]; line?: boolean };
export type ChartData = {
  labels: string[];
  series: ChartSeries[];
  format: (value: number) => string;
  /** The axis runs to one and counts shares, not seconds. */
  share?: boolean;
};

const HEIGHT = 224;

/** Draws on a canvas; whoever does not see it hears the label and has the table. */
export default function Chart({ data, label }: { data: ChartData; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = JSON.stringify([data.labels, data.series, data.series.length > 0 ? data.format(HEIGHT) : '']);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same figures must not be drawn again by every render
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let plot: UPlot | null = null;
    const draw = () => {
      plot?.destroy();
      const style = getComputedStyle(element);
      const options = barsOptions(
        data,
        (token) => style.getPropertyValue(token),
        element.clientWidth,
        HEIGHT,
      );
      const places = data.labels.map((_, index) => index);
      plot = new UPlot(options, [places, ...data.series.map((series) => series.values)], element);
    };
    draw();
    const resized = new ResizeObserver(() => plot?.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    // The canvas does not follow the theme by itself.
    const themed = new MutationObserver(draw);
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      resized.disconnect();
      themed.disconnect();
      plot?.destroy();
    };
  }, [drawn]);
  return (
    <figure className="m-0">
      <div
        ref={box}
        role="img"
        aria-label={label}
        className="min-w-0 overflow-hidden"
        style={{ height: HEIGHT }}
      />
      <figcaption className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink2">
        {data.series.map((series) => (
          <span key={series.name} className="inline-flex items-center gap-1.5">
            <span
              aria-hidden="true"
              className={series.line ? 'h-0.5 w-4' : 'size-3 rounded-[3px]'}
              style={{ background: `var(${series.colour})` }}
            />
            {series.name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

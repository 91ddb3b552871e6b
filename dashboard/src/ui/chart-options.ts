import type uPlot from 'uplot';
import { dayOf, daySplits, daysRange, namedOnce, placeSplits, powerSplits, powersAround } from './chart-axes.ts';
import { colourIn } from './theme-colour.ts';

/** A line of a chart. */
export interface Series {
  name: string;
  /** A colour of the stylesheet. */
  colour: 'accent' | 'good' | 'warn' | 'bad' | 'soft';
  values: readonly (number | null)[];
  /** Filled down to the axis. */
  filled?: boolean;
  /** Places at which the point is drawn large; the others have none. */
  marks?: ReadonlySet<number>;
}

interface Wanted {
  series: readonly Series[];
  format: (value: number) => string;
  range?: readonly [number, number];
  width: number;
  height: number;
  onPoint: (at: number | null) => void;
  times: readonly number[];
  even?: boolean;
  log?: boolean;
}

const FONT = '11px system-ui, sans-serif';
const LEAST_AXIS_WIDTH = 40;
const AXIS_GAP = 12;
const RIGHT_SPACE = 20;

const widthOf = ({ ctx }: uPlot, names: readonly string[]): number => {
  ctx.save();
  ctx.font = FONT;
  const widths = names.map((name) => ctx.measureText(name).width);
  ctx.restore();
  return Math.ceil(Math.max(0, ...widths));
};

/** As wide as its longest name; what stands below the drawing begins where the drawing does. */
function axisSize(element: HTMLElement, plot: uPlot, names: readonly string[] | null): number {
  const size = Math.max(LEAST_AXIS_WIDTH, widthOf(plot, names ?? []) + AXIS_GAP);
  element.parentElement?.style.setProperty('--axis', `${size}px`);
  return size;
}

function lineOf(element: HTMLElement, { name, colour, filled, marks }: Series): uPlot.Series {
  const stroke = colourIn(element, colour);
  return {
    label: name,
    stroke,
    width: 1.5,
    ...(filled && { fill: stroke.replace('rgb(', 'rgba(').replace(')', ', 0.12)') }),
    points: marks ? { show: true, size: 9, fill: stroke, filter: () => [...marks] } : { size: 5, fill: stroke },
  };
}

/** What uPlot needs to draw the series in the element's theme. Days are those of New York; dates stand at their noon. */
export function chartOptions(element: HTMLElement, wanted: Wanted): uPlot.Options {
  const axis: uPlot.Axis = {
    stroke: colourIn(element, 'soft'),
    font: FONT,
    grid: { stroke: colourIn(element, 'line-soft'), width: 1 },
    ticks: { show: false },
  };
  const { range, format, onPoint, times, even, log } = wanted;
  const dayAt = (place: number) => dayOf(even ? (times[Math.round(place)] ?? 0) : place * 1000);
  const daysShown = ({ bbox }: uPlot, min: number): number[] => {
    const width = bbox.width / devicePixelRatio;
    return even ? placeSplits(times, width) : daySplits((times.at(-1) ?? 0) / 1000, min, width);
  };
  return {
    padding: [8, RIGHT_SPACE, 0, 0],
    width: wanted.width,
    height: wanted.height,
    legend: { show: false },
    cursor: { y: false, drag: { setScale: false, x: false, y: false }, points: { size: 7 } },
    scales: {
      // Evenly spaced points stand in the middle of their step.
      x: { time: false, range: even ? [-0.5, times.length - 0.5] : (_, min, max) => daysRange(min, max) },
      y: {
        range: log
          ? (_, min, max) => powersAround(min, max)
          : range
            ? [range[0], range[1]]
            : (_, _min, max) => [0, max > 0 ? max * 1.1 : 1],
      },
    },
    axes: [
      { ...axis, size: 28, splits: (plot, _, min) => daysShown(plot, min), values: (_, at) => at.map(dayAt) },
      {
        ...axis,
        size: (plot, names) => axisSize(element, plot, names),
        values: (_, at) => namedOnce(at.map((value) => format(log ? 10 ** value : value))),
        ...(log && { splits: (_, _axis, min, max) => powerSplits(min, max) }),
      },
    ],
    series: [{}, ...wanted.series.map((series) => lineOf(element, series))],
    hooks: { setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)] },
  };
}

import type uPlot from 'uplot';
import { monthName } from '../format/time.ts';
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
}

const FONT = '11px system-ui, sans-serif';
const AXIS_WIDTH = 56;
const RIGHT_SPACE = 12;

/** 8 Jan, of epoch seconds. */
function dayOf(seconds: number): string {
  const date = new Date(seconds * 1000).toISOString();
  return `${Number(date.slice(8, 10))} ${monthName(date)}`;
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

/** What uPlot needs to draw the series in the element's theme. Times are shown as UTC: dates stand at their noon. */
export function chartOptions(element: HTMLElement, wanted: Wanted): uPlot.Options {
  const axis: uPlot.Axis = {
    stroke: colourIn(element, 'soft'),
    font: FONT,
    grid: { stroke: colourIn(element, 'line-soft'), width: 1 },
    ticks: { show: false },
  };
  const { range, format, onPoint, times, even } = wanted;
  const dayAt = (place: number) => dayOf(even ? (times[Math.round(place)] ?? 0) / 1000 : place);
  return {
    padding: [8, RIGHT_SPACE, 0, 0],
    width: wanted.width,
    height: wanted.height,
    legend: { show: false },
    cursor: { y: false, drag: { setScale: false, x: false, y: false }, points: { size: 7 } },
    tzDate: (seconds) => new Date(new Date(seconds * 1000).toLocaleString('en-US', { timeZone: 'UTC' })),
    scales: {
      // Evenly spaced points stand in the middle of their step.
      x: even ? { time: false, range: [-0.5, times.length - 0.5] } : { time: true },
      y: { range: range ? [range[0], range[1]] : (_, _min, max) => [0, max > 0 ? max * 1.1 : 1] },
    },
    axes: [
      { ...axis, size: 28, values: (_, splits) => splits.map(dayAt) },
      { ...axis, size: AXIS_WIDTH, values: (_, splits) => splits.map(format) },
    ],
    series: [{}, ...wanted.series.map((series) => lineOf(element, series))],
    hooks: { setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)] },
  };
}

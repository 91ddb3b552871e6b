import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import { reloadForNewVersion } from '../shell/new-version.ts';
import { powerOf } from './chart-axes.ts';
import { chartOptions, type Series } from './chart-options.ts';
import { useThemeChange } from './theme-colour.ts';

interface Props {
  /** What the chart shows, for those who do not see it. */
  label: string;
  /** Epoch ms, ascending. */
  times: readonly number[];
  /** How a moment is named: a date, or a date and a time. */
  nameOf: (epoch: number) => string;
  series: readonly Series[];
  format: (value: number) => string;
  /** Bounds of the scale; by the data when absent. */
  range?: readonly [number, number];
  /** One step a point, however far apart they are in time. */
  even?: boolean;
  /** A step of the scale is ten times the one before: one far value does not flatten the others. */
  log?: boolean;
  /** Stands right below the drawing and shares its width. */
  children?: ComponentChildren;
}

const HEIGHT = 180;

/** Lines over time. The drawing is for the eye only; the same figures stand in a table below it. */
export function Chart(props: Props) {
  const { label, times, nameOf, series, format } = props;
  const place = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number | null>(null);
  usePlot(place, props, setAt);
  const newest = times.length - 1;
  const pointed = at ?? newest;
  return (
    <figure class="chart">
      <figcaption class="line small">
        {series.map(({ name, colour, values }) => (
          <span key={name} class="key">
            <span class={`swatch ${colour}`} aria-hidden="true" />
            {name} <strong class="number">{shown(values[pointed], format)}</strong>
          </span>
        ))}
        <span class="push soft number">{nameOf(times[pointed] ?? 0)}</span>
      </figcaption>
      <div ref={place} class="plot" aria-hidden="true" />
      {props.children}
      <details class="small">
        <summary class="soft">As a table</summary>
        <ChartTable {...props} label={label} />
      </details>
    </figure>
  );
}

const shown = (value: number | null | undefined, format: Props['format']): string =>
  value === null || value === undefined ? '—' : format(value);

function usePlot(place: { current: HTMLDivElement | null }, props: Props, onPoint: (at: number | null) => void): void {
  const theme = useThemeChange();
  const { times, series, even, log } = props;
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let plot: uPlot | null = null;
    let ended = false;
    const resize = new ResizeObserver(() => plot?.setSize({ width: element.clientWidth, height: HEIGHT }));
    void import('uplot').catch(reloadForNewVersion).then(({ default: Plot }) => {
      if (ended) return;
      const options = chartOptions(element, { ...props, width: element.clientWidth, height: HEIGHT, onPoint });
      const places = times.map((time, at) => (even ? at : time / 1000));
      const data: uPlot.AlignedData = [
        places,
        ...series.map(({ values }) => values.map((value) => (value !== null && log ? powerOf(value) : value))),
      ];
      plot = new Plot(options, data, element);
      resize.observe(element);
    });
    return () => {
      ended = true;
      resize.disconnect();
      plot?.destroy();
    };
  }, [theme, times, series]);
}

const ChartTable = ({ label, times, nameOf, series, format }: Props) => (
  <div class="scroll table-of-chart" tabIndex={0} role="region" aria-label={label}>
    <table>
      <caption class="unseen">{label}</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          {series.map(({ name }) => (
            <th key={name} scope="col" class="number">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {times
          .map((time, place) => (
            <tr key={place}>
              <th scope="row" class="number">
                {nameOf(time)}
              </th>
              {series.map(({ name, values }) => (
                <td key={name} class="number">
                  {shown(values[place], format)}
                </td>
              ))}
            </tr>
          ))
          .toReversed()}
      </tbody>
    </table>
  </div>
);

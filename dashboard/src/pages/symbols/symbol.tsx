import { useMemo } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { type SymbolAnswer, type SymbolPoint, useSymbol } from '../../api.ts';
import { counted, percent } from '../../format/numbers.ts';
import { easternClock, epochOf } from '../../format/time.ts';
import { historyPath } from '../../routes.ts';
import { useTitle } from '../../shell/title.ts';
import { useQuery } from '../../state/address.ts';
import { Chart } from '../../ui/chart.tsx';
import type { Series } from '../../ui/chart-options.ts';
import { Field } from '../../ui/field.tsx';
import { Paging } from '../../ui/paging.tsx';
import { Empty, ReadState } from '../../ui/read-state.tsx';
import { Confidence, Sentiment } from '../../ui/sentiment.tsx';
import { MoodStrip } from './mood-strip.tsx';
import { PointsTable } from './points-table.tsx';

const PAGE = '100';

/** What was said of one symbol over time. */
export function SymbolPage() {
  const symbol = useRoute().params['symbol'] ?? '';
  useTitle(symbol);
  const [query, setQuery] = useQuery();
  const { type, from, to, cursor, limit = PAGE } = query;
  const read = useSymbol(symbol, { type, from, to, cursor, limit });
  const set = (name: string) => (value: string) => setQuery({ [name]: value, cursor: undefined });
  const latest = read.data?.points.find(({ error }) => error === null);
  return (
    <>
      <p class="crumbs">
        <a href="/symbols">Symbols</a>
      </p>
      <div class="head">
        <h1>
          <bdi>{symbol}</bdi>
        </h1>
        {latest && (
          <>
            <Sentiment of={latest.sentiment} />
            <Confidence of={latest.confidence} />
          </>
        )}
        <search class="actions">
          <Field label="Type" name="type" value={type ?? ''} onChange={set('type')} isSearch />
          <Field label="From" name="from" type="date" value={from ?? ''} onChange={set('from')} />
          <Field label="To" name="to" type="date" value={to ?? ''} onChange={set('to')} />
        </search>
      </div>
      <ReadState of={read} what="the symbol" lines={14}>
        {(answer) => <Found answer={answer} />}
      </ReadState>
    </>
  );
}

function Found({ answer }: { answer: SymbolAnswer }) {
  const { symbol, points, flips, next_cursor } = answer;
  if (points.length === 0) {
    return (
      <Empty title="No run says anything of this symbol">
        It may be spelt otherwise, or the dates are too narrow. See <a href="/symbols">all symbols</a>.
      </Empty>
    );
  }
  return (
    <div class="stack">
      <section class="card" aria-labelledby="over-time">
        <header>
          <h2 id="over-time">Confidence and sentiment</h2>
          <span class="soft small">
            {counted(points.length, 'run')}, {counted(flips, 'flip')}
          </span>
        </header>
        <OverTime points={points} />
      </section>
      <section class="card" aria-labelledby="runs">
        <header>
          <h2 id="runs">Runs</h2>
          <a class="small" href={historyPath({ symbol })}>
            In the history
          </a>
        </header>
        <PointsTable points={points} />
        <Paging next={next_cursor} shown={points.length} label="Pages of the runs" usual={PAGE} />
      </section>
    </div>
  );
}

function OverTime({ points }: { points: readonly SymbolPoint[] }) {
  const timed = useMemo(() => points.filter(({ executed_at }) => epochOf(executed_at) !== null).toReversed(), [points]);
  const times = useMemo(() => timed.map(({ executed_at }) => epochOf(executed_at) ?? 0), [timed]);
  const series = useMemo(() => seriesOf(timed), [timed]);
  return (
    <Chart label="Confidence by run" {...{ times, nameOf: easternClock, series }} format={percent} range={[0, 1]} even>
      <MoodStrip points={timed} />
    </Chart>
  );
}

/** The confidences, and those of the runs that flipped once more, drawn as marks. */
function seriesOf(points: readonly SymbolPoint[]): Series[] {
  const marks = new Set(points.flatMap(({ flip }, place) => (flip ? [place] : [])));
  const values = points.map(({ confidence }) => confidence);
  const flipped = values.map((value, place) => (marks.has(place) ? value : null));
  return [
    { name: 'Confidence', colour: 'accent', filled: true, values },
    { name: 'Flip', colour: 'bad', values: flipped, marks },
  ];
}

import { quantile } from '../figures.ts';
import type { Measured, Times } from '../query/questions.ts';

type Call = () => Promise<unknown>;

/** A sample lasts about so long, for the clock shows whole milliseconds; but no more calls than ten. */
const SAMPLE_MS = 12;
const MAX_CALLS = 10;

interface Samples {
  /** Milliseconds a call, one figure a sample. */
  shared: number[];
  singles: number[];
}

async function sample(call: Call, calls: number, { shared, singles }: Samples): Promise<void> {
  const start = performance.now();
  for (let done = 0, before = start; done < calls; done++) {
    await call();
    const now = performance.now();
    singles.push(now - before);
    before = now;
  }
  shared.push((performance.now() - start) / calls);
}

/** Calls to warm up with; of one that takes a sample's time by itself, one is enough. */
const WARMING = 3;

/** Milliseconds of the quickest of some calls, one at least: how many of them make a sample. */
async function quickest(call: Call): Promise<number> {
  const warming: Samples = { shared: [], singles: [] };
  do await sample(call, 1, warming);
  while (warming.singles.length < WARMING && Math.min(...warming.singles) < SAMPLE_MS);
  return Math.max(1, Math.min(...warming.singles));
}

const timesOf = ({ shared, singles }: Samples): Times => ({
  fastest: Math.min(...shared),
  p50: quantile(shared, 0.5),
  p95: quantile(shared, 0.95),
  single_p95: quantile(singles, 0.95),
});

/** Times a call and, sample by sample in between, one that does nothing: both meet the same moments of the machine. */
export async function timed(call: Call, nothing: Call, samples: number): Promise<Omit<Measured, 'rows' | 'rows_read'>> {
  const calls = Math.min(MAX_CALLS, Math.ceil(SAMPLE_MS / (await quickest(call))));
  const own: Samples = { shared: [], singles: [] };
  const floor: Samples = { shared: [], singles: [] };
  for (let taken = 0; taken < samples; taken++) {
    await sample(nothing, calls, floor);
    await sample(call, calls, own);
  }
  const above = own.shared.map((ms, place) => ms - (floor.shared[place] ?? NaN));
  return {
    ...timesOf(own),
    floor: timesOf(floor),
    above: { p50: quantile(above, 0.5), p95: quantile(above, 0.95) },
    calls,
  };
}

import type { Certificate } from '../../schema/api/backfills.ts';
import { rounded } from '../figures.ts';
import type { HeapDuring } from './isolate-heap.ts';

const MAX_RATIO = 3;
/** How much more fifty times the keys may leave in the Worker's heap: what is compiled and cached, but nothing a key. */
const MAX_GROWTH = 1.1;
/** Half of what an isolate has, garbage included. */
const MAX_PEAK_MB = 64;

/** A backfill of so many keys. */
export interface Line {
  keys: number;
  keys_per_second: { backfill: number; once_more: number | null; get_each: number; get_100: number };
  /** Of the Worker's own isolate. */
  heap_bytes: HeapDuring;
  /** Of the whole runtime: the simulated KV, D1 and queue are in the same process. */
  process_bytes: { before: number; peak: number };
  certificate: Certificate;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

function speedRow({ keys, keys_per_second }: Line): string {
  const { backfill, once_more, get_each, get_100 } = keys_per_second;
  const speeds = [backfill, once_more, get_each, get_100].map((speed) => (speed === null ? '–' : whole(speed)));
  const ratios = [get_each, get_100].map((speed) => `${rounded(speed / backfill, 2)} ×`);
  return `| ${[whole(keys), ...speeds, ...ratios].join(' | ')} |`;
}

function memoryRow({ keys, heap_bytes, process_bytes }: Line): string {
  const { before, livePeak, after, peak } = heap_bytes;
  const figures = [before, livePeak, after, peak, process_bytes.before, process_bytes.peak].map(megabytes);
  return `| ${[whole(keys), ...figures].join(' | ')} |`;
}

/** The report as tables. */
export const markdown = (lines: readonly Line[]): string => `# Backfill

\`npm run bench:backfill\`: keys of an old store of every shape (about 1 KB each) in the local KV, through the local queue
into D1, and once more when all of it is stored; against a bare loop that lists the keys and gets each one, and against
one that gets a hundred at a time. Keys a second; the target is ${MAX_RATIO} × the time of the bare loop. Fifty thousand keys are
not sent once more, and the bare loops stop after ten thousand.

| keys | backfill | once more | list and get each | list and get 100 | against each | against 100 |
|---|---|---|---|---|---|---|
${lines.map(speedRow).join('\n')}

Memory in MB. The Worker's is the heap of its own isolate, asked for through the inspector: what is left each time
garbage has been collected (before, at the most during the work, at the end), and the most that was seen, garbage
included. What is left at the end must not grow with the keys, ${MAX_GROWTH} × at most from the fewest to the most; nor may it
ever hold more than ${MAX_PEAK_MB} MB, half of what an isolate has. (At most 2,000 executions are on their way at once; a thousand keys
do not come to that.) The process holds the simulated KV, D1 and queue as well.

| keys | Worker before | at most | at the end | with garbage | process before | at its peak |
|---|---|---|---|---|---|---|
${lines.map(memoryRow).join('\n')}
`;

/** Whether it is fast enough, and leaves as much memory behind however many keys there are. */
export function isReached([few, ...others]: readonly Line[]): boolean {
  return others.every(
    ({ keys_per_second, heap_bytes }) =>
      keys_per_second.get_each <= MAX_RATIO * keys_per_second.backfill &&
      heap_bytes.peak <= MAX_PEAK_MB * 1e6 &&
      heap_bytes.after <= MAX_GROWTH * (few?.heap_bytes.after ?? 0),
  );
}

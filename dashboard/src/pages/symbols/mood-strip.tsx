import type { SymbolPoint } from '../../api.ts';
import { percent } from '../../format/numbers.ts';
import { easternClock, epochOf } from '../../format/time.ts';
import { jobPath } from '../../routes.ts';

function describe({ executed_at, sentiment, confidence, error, flip }: SymbolPoint): string {
  const when = easternClock(epochOf(executed_at) ?? 0);
  if (error !== null) return `${when}: failed`;
  const flipped = flip ? `, a flip from ${flip.from}` : '';
  return `${when}: ${sentiment ?? 'no sentiment'}, ${percent(confidence)}${flipped}`;
}

/** The sentiment of each run in the order of time: up, down or level, flips marked. For the eye: a table says the same. */
export const MoodStrip = ({ points }: { points: readonly SymbolPoint[] }) => (
  <ol class="mood-strip" aria-hidden="true">
    {points.map((point) => (
      <li key={`${point.job_id} ${point.ordinal}`} class={point.flip ? 'flipped' : ''}>
        <a
          class={`step ${point.error === null ? (point.sentiment ?? 'none') : 'failed'}`}
          href={jobPath(point.job_id)}
          tabIndex={-1}
          title={describe(point)}
        />
      </li>
    ))}
  </ol>
);

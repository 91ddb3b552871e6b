import { count } from '../format/numbers.ts';
import { Status } from './status.tsx';

/** How many there are of each state; those of which there is none are left out. */
export function Tally({ of, label }: { of: readonly (readonly [string, number])[]; label: string }) {
  const some = of.filter(([, many]) => many > 0);
  if (some.length === 0) return null;
  return (
    <ul class="line tally" aria-label={label}>
      {some.map(([state, many]) => (
        <li key={state}>
          <Status state={state} /> <strong class="number">{count(many)}</strong>
        </li>
      ))}
    </ul>
  );
}

/** Counts things by their state, in the order in which the states first appear. */
export function tallyOf<T>(things: readonly T[], stateOf: (thing: T) => string): [string, number][] {
  const counts = new Map<string, number>();
  for (const thing of things) counts.set(stateOf(thing), (counts.get(stateOf(thing)) ?? 0) + 1);
  return [...counts];
}

/** How far something has come. */
export const Progress = ({ done, of, label }: { done: number; of: number; label: string }) => (
  <p class="progress" role="status">
    <progress max={Math.max(1, of)} value={done} aria-label={label} />
    <span class="number">
      {label}: {count(done)} of {count(of)}
    </span>
  </p>
);

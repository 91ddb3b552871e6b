import { Tally } from '../../ui/tally.tsx';
import type { KeyCounts } from './requests.ts';

/** The outcomes of keys in the order in which they matter. */
export const OUTCOMES = ['inserted', 'updated', 'noop', 'skipped', 'dead', 'expired', 'pending'] as const;

/** How many keys met which outcome. */
export const OutcomeTally = ({ counts, label }: { counts: KeyCounts; label: string }) => (
  <Tally of={OUTCOMES.map((outcome) => [outcome, counts[outcome]] as const)} label={label} />
);

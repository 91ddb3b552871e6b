import { percent } from '../format/numbers.ts';
import { Icon } from './icon.tsx';
import { Status } from './status.tsx';

const SIGNS = { bullish: 'up', bearish: 'down', neutral: 'square' } as const;
export type Mood = keyof typeof SIGNS;

const isMood = (text: string): text is Mood => Object.hasOwn(SIGNS, text);

/** A sentiment by sign, word and colour. */
export function Sentiment({ of }: { of: string | null }) {
  if (of === null) return <span class="soft">—</span>;
  if (!isMood(of)) return <bdi>{of}</bdi>;
  return (
    <span class={`mood ${of}`}>
      <Icon name={SIGNS[of]} />
      {of}
    </span>
  );
}

/** What a run said of a symbol, or that it failed. */
export const Said = ({ of }: { of: { sentiment: string | null; error: string | null } }) =>
  of.error === null ? <Sentiment of={of.sentiment} /> : <Status state="failed" />;

/** A confidence (0–1) as a number and a bar of that length. 0 is a value; null is none. */
export function Confidence({ of }: { of: number | null }) {
  if (of === null) return <span class="soft">—</span>;
  return (
    <span class="confidence" title={String(of)}>
      <span class="number">{percent(of)}</span>
      <span class="bar" aria-hidden="true">
        <span style={{ width: `${of * 100}%` }} />
      </span>
    </span>
  );
}

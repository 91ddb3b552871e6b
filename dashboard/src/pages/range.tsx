import { Field } from '../ui/field.tsx';

/** What a backfill or a comparison reads: the keys of a prefix, and of these the ones dated within a range. */
export interface Range {
  prefix: string;
  from: string | null;
  to: string | null;
}

const DEFAULT_PREFIX = 'analysis_';

/** The range that the address names. */
export const rangeOf = (query: Readonly<Record<string, string>>): Range => ({
  prefix: query['prefix'] ?? DEFAULT_PREFIX,
  from: query['from'] ?? null,
  to: query['to'] ?? null,
});

interface RangeProps {
  range: Range;
  onChange: (change: Record<string, string | undefined>) => void;
}

/** Prefix and dates, kept in the address. */
export function RangeFields({ range: { prefix, from, to }, onChange }: RangeProps) {
  return (
    <>
      <Field
        label="Keys that begin with"
        name="prefix"
        value={prefix}
        isSearch
        onChange={(value) => onChange({ prefix: value === DEFAULT_PREFIX ? undefined : value })}
      />
      <Field label="From" name="from" type="date" value={from ?? ''} onChange={(value) => onChange({ from: value })} />
      <Field label="To" name="to" type="date" value={to ?? ''} onChange={(value) => onChange({ to: value })} />
    </>
  );
}

import type { StoreSource } from '../api.ts';

interface Props {
  source?: StoreSource | null | undefined;
  /** What the API says that its answer may lack. */
  warnings?: readonly string[] | undefined;
}

const UNSAID = ['D1 does not answer, or its reads are switched off. KV holds less and may be older.'];

/** Says that an answer came from KV because D1 had none, and what it may lack; nothing when it came from D1. */
export const SourceNote = ({ source, warnings = UNSAID }: Props) =>
  source === 'kv' ? (
    <div class="notice warn" role="status">
      <strong>This comes from KV</strong>
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </div>
  ) : null;

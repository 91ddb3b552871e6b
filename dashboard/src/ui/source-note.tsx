import type { StoreSource } from '../api.ts';

/** Says that an answer came from KV because D1 had none; nothing when it came from D1. */
export const SourceNote = ({ source }: { source?: StoreSource | null | undefined }) =>
  source === 'kv' ? (
    <p class="notice warn" role="status">
      D1 does not answer, or its reads are switched off: this comes from KV, which holds less and may be older.
    </p>
  ) : null;

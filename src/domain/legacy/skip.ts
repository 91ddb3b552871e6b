/** Why a key, or one run in it, was not turned into an execution. Stored, so never renamed. */
export const SKIP_REASONS = [
  'unknown_key',
  'impossible_date',
  'not_json',
  'too_deep',
  'test_value',
  'no_results',
  'unknown_shape',
  'invalid',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** `run` is the label of the run that was left out; null when it was the whole value. */
export interface Skip {
  reason: SkipReason;
  detail: string;
  run: string | null;
}

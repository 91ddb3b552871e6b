import type { DeadLetterReason } from '../../../../schema/api/dead-letters.ts';

const REASONS: Readonly<Record<DeadLetterReason, string>> = {
  malformed: 'Malformed',
  unknown_type: 'Unknown type',
  unsupported_version: 'Unsupported version',
  invalid_event: 'Invalid event',
  row_too_large: 'Too large for a row',
  digest_mismatch: 'Digest mismatch',
  payload_missing: 'Payload missing',
  rejected_by_database: 'Rejected by the database',
  retries_exhausted: 'Retries exhausted',
  replay_cap: 'Replayed too often',
};

/** Value and word of each reason, for a choice. */
export const REASON_CHOICES: readonly (readonly [string, string])[] = Object.entries(REASONS);

export const reasonWord = (reason: DeadLetterReason): string => REASONS[reason];

/** A retry waits at least so long (seconds). */
const BASE_SECONDS = 5;

/** No retry waits longer: twelve retries then span about an hour and a half, the outages D1 was seen to have. */
const CAP_SECONDS = 900;

/** Queue consumers retry this often (`max_retries` in wrangler.toml), then a message becomes a dead letter. */
export const MAX_RETRIES = 12;

/**
 * Seconds until the next try after `attempts` deliveries (1 for the first): exponential, capped, with half of it
 * jittered so that a batch does not come back as one. `random` is in [0, 1).
 */
export function retryDelaySeconds(attempts: number, random: number): number {
  const full = Math.min(CAP_SECONDS, BASE_SECONDS * 2 ** Math.min(attempts - 1, 30));
  return Math.ceil(full / 2 + (full / 2) * random);
}

/** The reconciler's pause before an entry is brought back for the `tries`-th time again, in ms: 5 min to 6 h. */
export function reconcilePauseMs(tries: number): number {
  return Math.min(6 * 3_600_000, 300_000 * 2 ** Math.min(tries, 30));
}

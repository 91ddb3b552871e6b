import type { IRequest } from 'itty-router';
import { Problem } from './problem.ts';

/** The period of RATE_LIMIT in wrangler.toml, in seconds. */
const PERIOD_SECONDS = 60;

/** Counts a request against `key` (what is done, and by whom); throws a 429 when it is one too many. */
export async function limitRate(limiter: RateLimit, key: string): Promise<void> {
  const { success } = await limiter.limit({ key });
  if (success) return;
  throw new Problem(429, 'too-many-requests', 'Too many requests', `Try again in ${PERIOD_SECONDS} seconds.`, [], {
    'retry-after': String(PERIOD_SECONDS),
  });
}

/** Counts a try to sign in against the address that it comes from. */
export const limitGuesses = (limiter: RateLimit, request: IRequest): Promise<void> =>
  limitRate(limiter, `session:${request.headers.get('cf-connecting-ip') ?? ''}`);

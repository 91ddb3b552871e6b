import { RequestRefused, TooSlow } from './http.ts';

/** Between a fault that passes and the next try, where the server names no time. */
const PAUSE_MS = 10_000;

/** How long to wait after a fault that passes before asking again, in ms; null for any other. */
export function pauseAfter(error: Error): number | null {
  if (error instanceof TooSlow) return PAUSE_MS;
  if (!(error instanceof RequestRefused) || ![429, 503].includes(error.problem.status)) return null;
  return error.problem.retryAfter === null ? PAUSE_MS : error.problem.retryAfter * 1000;
}

/** What is told of a page's load is told once, with a later request: reading costs nobody a write or a request. */
const HEADER = 'x-page-load';

/** A page whose first jobs come later than that was not being loaded: somebody read or signed in before. */
const MAX_MS = 60_000;

let state: 'waiting' | { ms: number } | 'done' = 'waiting';

/** The first jobs are here: notes how long after the navigation the browser has shown them. */
export function jobsArrived(): void {
  if (state !== 'waiting') return;
  state = 'done';
  if (document.visibilityState !== 'visible') return;
  requestAnimationFrame(() => {
    const ms = Math.round(performance.now());
    if (ms <= MAX_MS) state = { ms };
  });
}

/** This page asked for a key first: its load is not one. */
export function loadInterrupted(): void {
  state = 'done';
}

/** The header that tells it; none before there is something to tell, and after it was told. */
export function pageLoadHeader(): Record<string, string> {
  if (typeof state === 'string') return {};
  const { ms } = state;
  state = 'done';
  return { [HEADER]: String(ms) };
}
